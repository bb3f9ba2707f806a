package dev.poort.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.TransportKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  @Test
  void measuresReceivesWhereTheKernelTakesMeasures() {
    assertThat(List.of("6.18.44-fc", "6.18", "6.20.1", "7.0.0-rc1"))
        .allMatch(MeasuredIoUring::takesMeasures);
    assertThat(List.of("6.17.9", "5.19.0", "6", "")).noneMatch(MeasuredIoUring::takesMeasures);
  }

  @Test
  void waitsForALoopThatIsBusyButNotForever() throws Exception {
    try (Transport transport = Transport.open(TransportKind.NIO, 2)) {
      CountDownLatch busy = new CountDownLatch(1);
      Future<Boolean> held =
          transport.loops().getFirst().submit(() -> busy.await(10, TimeUnit.SECONDS));

      assertThat(transport.awaitTurn(Duration.ofMillis(50))).isFalse();
      busy.countDown();
      assertThat(transport.awaitTurn(Duration.ofSeconds(5))).isTrue();
      assertThat(held.get()).isTrue();
    }
  }
}
