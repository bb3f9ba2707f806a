package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions for address ranges: each value of the documentation page, and what is wrong. */
class CidrFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          parseCidr('10.144.0.0/20')       => {"network":"10.144.0.0","netmask":"255.255.240.0","broadcast":"10.144.15.255","firstUsable":"10.144.0.1","lastUsable":"10.144.15.254","cidr":20}
          parseCidr('fdad:3236:5555::/48') => {"network":"fdad:3236:5555::","netmask":"ffff:ffff:ffff::","firstUsable":"fdad:3236:5555::","lastUsable":"fdad:3236:5555:ffff:ffff:ffff:ffff:ffff","cidr":48}
          map(range(0, 5), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))       => ["10.144.0.0/24","10.144.1.0/24","10.144.2.0/24","10.144.3.0/24","10.144.4.0/24"]
          map(range(0, 5), lambda('i', cidrSubnet('fdad:3236:5555::/48', 52, lambdaVariables('i')))) => ["fdad:3236:5555::/52","fdad:3236:5555:1000::/52","fdad:3236:5555:2000::/52","fdad:3236:5555:3000::/52","fdad:3236:5555:4000::/52"]
          map(range(0, 5), lambda('i', cidrHost('10.144.3.0/24', lambdaVariables('i'))))             => ["10.144.3.1","10.144.3.2","10.144.3.3","10.144.3.4","10.144.3.5"]
          map(range(0, 5), lambda('i', cidrHost('fdad:3236:5555:3000::/52', lambdaVariables('i'))))  => ["fdad:3236:5555:3000::1","fdad:3236:5555:3000::2","fdad:3236:5555:3000::3","fdad:3236:5555:3000::4","fdad:3236:5555:3000::5"]
          cidrHost('192.168.1.0/24', 0)    => "192.168.1.1"
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          parseCidr('10.144.7.9/20').network        => "10.144.0.0"
          parseCidr('0.0.0.0/0').lastUsable         => "255.255.255.254"
          parseCidr('0.0.0.0/0').netmask            => "0.0.0.0"
          parseCidr('10.0.0.4/30').lastUsable       => "10.0.0.6"
          parseCidr('10.0.0.4/31')                  => {"network":"10.0.0.4","netmask":"255.255.255.254","broadcast":"10.0.0.5","firstUsable":"10.0.0.4","lastUsable":"10.0.0.5","cidr":31}
          parseCidr('10.0.0.4/32').firstUsable      => "10.0.0.4"
          parseCidr('10.0.0.4/32').lastUsable       => "10.0.0.4"
          parseCidr('3FFE:FFFF:0:CD30::/64').network => "3ffe:ffff:0:cd30::"
          parseCidr('::/0').netmask                 => "::"
          parseCidr('::/0').lastUsable              => "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
          parseCidr('1:0:0:2:0:0:0:3/128').network  => "1:0:0:2::3"
          parseCidr('1:0:0:2:3:0:0:4/128').network  => "1::2:3:0:0:4"
          parseCidr('::192.0.2.33/128').network     => "::c000:221"
          parseCidr('::ffff:1.2.3.4/128').network   => "::ffff:102:304"
          cidrSubnet('10.0.0.0/16', 16, 0)          => "10.0.0.0/16"
          cidrSubnet('10.0.0.0/16', 32, 65535)      => "10.0.255.255/32"
          cidrSubnet('10.0.77.1/16', 24, 255)       => "10.0.255.0/24"
          cidrSubnet('2001:db8::/32', 128, 9223372036854775807) => "2001:db8::7fff:ffff:ffff:ffff/128"
          cidrHost('10.0.0.0/30', 1)                => "10.0.0.2"
          cidrHost('10.0.0.4/31', 1)                => "10.0.0.5"
          cidrHost('10.0.0.4/32', 0)                => "10.0.0.4"
          cidrHost('10.0.0.0/16', 255)              => "10.0.1.0"
          cidrHost('2001:db8::/126', 2)             => "2001:db8::3"
          cidrHost('2001:db8::/127', 1)             => "2001:db8::1"
          """)
  void goOnAtTheEdges(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0/8",
        "10.0.0.256/8",
        "10.0.0.0/255.0.0.0",
        " 10.0.0.0/8",
        "localhost/8",
        "::/129",
        "1::2::3/64",
        "1:2:3/64",
        "fe80::1%eth0/64",
        "[::1]/64",
        ":/64",
        "12345::/64",
      })
  void refuseWhatIsNoRange(String range) {
    String expected = "'" + range + "' is no address range in CIDR notation";
    Rows.error("parseCidr('" + range + "')", "parseCidr: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          cidrSubnet('10.0.0.0/16', 15, 0)   => cidrSubnet: 10.0.0.0/16 cannot be split into networks of /15
          cidrSubnet('10.0.0.0/16', 33, 0)   => cidrSubnet: 10.0.0.0/16 cannot be split into networks of /33
          cidrSubnet('10.0.0.0/16', 24, 256) => cidrSubnet: there is no number 256, 10.0.0.0/16 has 256 networks of /24
          cidrSubnet('10.0.0.0/16', 24, -1)  => cidrSubnet: there is no number -1, 10.0.0.0/16 has 256 networks of /24
          cidrSubnet('10.0.0.0/16', '24', 0) => cidrSubnet: its second argument is a string, not a whole number
          cidrHost('10.0.0.0/24', 254)       => cidrHost: there is no number 254, 10.0.0.0/24 has 254 usable addresses
          cidrHost('10.0.0.0/24', -1)        => cidrHost: there is no number -1, 10.0.0.0/24 has 254 usable addresses
          cidrHost('10.0.0.1/32', 1)         => cidrHost: there is no number 1, 10.0.0.1/32 has 1 usable addresses
          parseCidr(10)                      => parseCidr: its first argument is a number, not a string
          cidrHost('10.0.0.0/24')            => cidrHost does not take 1 arguments
          """)
  void refuseWhatDoesNotFit(String expression, String message) {
    Rows.error(expression, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parseCidr(unknown())", "cidrHost('10.0.0.0/8', unknown())"})
  void areUnknownOfTheUnknown(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
