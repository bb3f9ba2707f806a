package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainCommandTest {
  @Test
  void livesShortlyWithTrafficOnEveryListener() {
    CommandResult train = CommandResult.of("train");

    assertThat(train.exitCode()).isZero();
    assertThat(train.out()).contains("-> chatMembers", " up");
  }

  @Test
  void asksWhatShortCommandsAreAskedWithoutServing() {
    CommandResult train = CommandResult.of("train", "--short");

    assertThat(train.exitCode()).isZero();
    assertThat(train.out()).isEmpty();
    assertThat(train.err()).isEmpty();
  }
}
