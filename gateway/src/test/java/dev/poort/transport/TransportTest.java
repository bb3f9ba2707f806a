package dev.poort.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.TransportKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {
  @Test
  void choosesTheBestThatThisMachineHas() {
    try (Transport transport = Transport.open(TransportKind.AUTO, 1)) {
      assertThat(transport.name()).isIn("io_uring", "epoll", "nio");
      assertThat(transport.loops()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL", "IO_URING"})
  void opensTheKindThatIsAskedForOrSaysWhyNot(TransportKind kind) {
    if (TransportsTest.available().anyMatch(kind::equals)) {
      try (Transport transport = Transport.open(kind, 1)) {
        assertThat(transport.name()).isEqualTo(kind.settingsName());
      }
    } else {
      assertThatThrownBy(() -> Transport.open(kind, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("this machine has no " + kind.settingsName());
    }
  }

  @Test
  void knowsThePlaceOfEachLoop() {
    try (Transport transport = Transport.open(TransportKind.NIO, 3)) {
      for (int i = 0; i < 3; i++) {
        assertThat(transport.indexOf(transport.loops().get(i))).isEqualTo(i);
      }
    }
  }
}
