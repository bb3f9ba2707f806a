package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code guid}, {@code newGuid} and {@code uniqueString}. */
class NameFunctionsTest {
  /** Values that Azure gave, published by people who do not know of each other. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          uniqueString('snap', 'crackle', 'pop') => byghxckddilkc
          uniqueString('tyeth')                  => zcztcwvu6iyg6
          uniqueString('test')                   => rbgf3xv4ufgzg
          uniqueString('abc')                    => cgtzqvhu4i23s
          uniqueString('hello', 'world')         => a7wkljktk6wne
          uniqueString('foo', 'bar', 'baz')      => xzi4ioaxtmth4
          uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg') => bmg7c6xu4tw46
          uniqueString('/subscriptions/3c7f956b-55ee-4686-9d30-da1eb631dc59/resourceGroups/rg-devopsshieldek010dev') => fd63l2gacbtca
          uniqueString('/subscriptions/31e9f9a0-9fd2-4294-a0a3-0101246d9700/resourceGroups/rg-modm201-20230913120256/providers/Microsoft.Compute/virtualMachines/bobjacmodm201') => yvjxno3je5on2
          guid('foo', 'bar', 'baz')              => 2ed86837-7c7c-5eaa-9864-dd077fd19b0d
          """)
  void makeTheNamesThatAzureMakes(String expression, String name) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo("\"" + name + "\"");
  }

  @Test
  void newGuidIsRandom() throws NoValueException {
    String one = Outcome.of("newGuid()");
    assertThat(one)
        .matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
    assertThat(one).isNotEqualTo(Outcome.of("newGuid()"));
  }
}
