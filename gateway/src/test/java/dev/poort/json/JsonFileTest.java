package dev.poort.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  @TempDir Path folder;

  @Test
  void aFileInUtf8IsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "\uFEFF{\"é\": 1}");

    assertThat(JsonReader.read(file).problems()).isEmpty();
  }

  @Test
  void aFileAsPowerShellWritesItIsRead() throws IOException {
    Path file = folder.resolve("a.json");
    Files.write(file, "\uFEFF{\"é\": 1}".getBytes(StandardCharsets.UTF_16LE));
    assertThat(JsonReader.read(file).problems()).isEmpty();

    Files.write(file, "\uFEFF{\"é\": 1}".getBytes(StandardCharsets.UTF_16BE));
    assertThat(JsonReader.read(file).problems()).isEmpty();
  }

  @Test
  void aMissingFileIsAProblem() {
    Path file = folder.resolve("none.json");

    assertThat(problem(file))
        .isEqualTo(
            Problem.error(
                "there is no such file", Place.of(file.toString()), "Check its name and folder"));
  }

  @Test
  void aFolderIsAProblem() {
    assertThat(problem(folder).what()).isEqualTo("this is a directory");
  }

  @Test
  void aFileThatIsNotUtf8IsAProblem() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(file, "{\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problem(file).what()).isEqualTo("the file is not text in UTF-8");
  }

  @Test
  void aFileThatIsTooLongIsAProblem() throws IOException {
    Path file = folder.resolve("long.json");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(JsonReader.MAX_BYTES + 1L);
    }

    assertThat(problem(file).what()).isEqualTo("the file has more than 32 MiB");
  }

  private static Problem problem(Path file) {
    assertThat(JsonReader.read(file).value()).isNull();
    assertThat(JsonReader.read(file).problems()).hasSize(1);
    return JsonReader.read(file).problems().getFirst();
  }
}
