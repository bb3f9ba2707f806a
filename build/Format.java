import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks ({@code check}) or mends ({@code write}) the layout of every Java file below the folders. */
class Format {
  public static void main(String[] args) throws IOException, FormatterException {
    boolean write = args[0].equals("write");
    var off = new ArrayList<Path>();
    for (int i = 1; i < args.length; i++) {
      Path root = Path.of(args[i]);
      if (!Files.isDirectory(root)) continue;
      List<Path> files;
      try (var tree = Files.walk(root)) {
        files = tree.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      }
      for (Path file : files) {
        String source = Files.readString(file);
        String formatted = format(source);
        if (formatted.equals(source)) continue;
        off.add(file);
        if (write) Files.writeString(file, formatted);
      }
    }
    if (off.isEmpty() || write) return;
    off.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("mend: mvn -N -Pformat process-sources");
    System.exit(1);
  }

  private static String format(String source) throws FormatterException {
    String imports = ImportOrderer.reorderImports(source, Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
  }
}
