package dev.poort.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code poort}. */
@Command(
    name = "poort",
    description = "An application gateway for HTTP and WebSocket that runs Azure's own files.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    footer = {
      "",
      "Examples:",
      "  poort demo                          a chat behind a gateway, in your browser",
      "  poort check gateway.json            what is wrong with a file",
      "  poort bind gateway.json             a poort.json to start from",
      "  poort explain gateway.json GET https://shop.example/cart",
      "  poort run gateway.json --settings poort.json",
      "  poort az network application-gateway list",
      "",
      "Exit codes: 0 fine, 1 the input is wrong, 2 wrong usage, 3 the machine",
      "refused."
    })
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          CheckCommand.class,
          BindCommand.class,
          ExportCommand.class,
          ExplainCommand.class,
          DemoCommand.class,
          ApplyCommand.class,
          DiffCommand.class,
          GetCommand.class,
          HealthCommand.class,
          HistoryCommand.class,
          ShowCommand.class,
          RollbackCommand.class,
          SessionsCommand.class,
          CloseCommand.class,
          DrainCommand.class,
          UndrainCommand.class,
          UserCommand.class,
          CompletionCommand.class,
          AzCommand.class,
          VersionCommand.class,
          TrainCommand.class);

  @Spec private CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    configureLog();
    Charset charset = System.out.charset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(execute(out, err, args));
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    return commandLine(args)
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setExpandAtFiles(false)
        .setExitCodeExceptionMapper(Main::exitCode)
        .setParameterExceptionHandler(Main::wrongUsage)
        .execute(args);
  }

  /** Builds only the command that was asked for: the others would cost it a tenth of a second. */
  private static CommandLine commandLine(String[] args) {
    CommandLine poort = new CommandLine(new Main());
    for (Class<?> command : COMMANDS) {
      if (args.length > 0 && name(command).equals(args[0])) return withCommand(poort, command);
    }
    return withAll(poort);
  }

  /** All commands. */
  static CommandLine whole() {
    return withAll(new CommandLine(new Main()));
  }

  private static CommandLine withAll(CommandLine poort) {
    COMMANDS.forEach(command -> withCommand(poort, command));
    return poort.addSubcommand(HelpCommand.class);
  }

  private static CommandLine withCommand(CommandLine poort, Class<?> command) {
    poort.addSubcommand(command);
    CommandLine added = poort.getSubcommands().get(name(command));
    if (added != null && command == AzCommand.class) added.setStopAtPositional(true);
    return command == RunCommand.class ? withOptionalFile(poort) : poort;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Of the commands that work on a file, {@code run} can do without. */
  private static CommandLine withOptionalFile(CommandLine commands) {
    CommandLine command = commands.getSubcommands().get("run");
    if (command == null) throw new IllegalStateException("run is one of the commands");
    CommandSpec run = command.getCommandSpec();
    PositionalParamSpec file = run.positionalParameters().getFirst();
    run.remove(file);
    run.addPositional(PositionalParamSpec.builder(file).arity("0..1").required(false).build());
    return commands;
  }

  /** Says what is wrong and, where no word comes near what was written, how the command is used. */
  private static int wrongUsage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(failure.getMessage());
    boolean takenAway =
        failure instanceof MissingParameterException missing
            && missing.getMissing().stream().anyMatch(ArgSpec::isPositional)
            && Arrays.stream(args).anyMatch(it -> it.startsWith("-p") || it.startsWith("--param"));
    if (takenAway) {
      err.println("What follows --parameters is a parameter: name the template before it");
    }
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) usage(command, err);
    return ExitCode.WRONG_USAGE;
  }

  /** How it is used, in few lines: what is wrong stands above them and must not be pushed away. */
  private static void usage(CommandLine command, PrintWriter err) {
    boolean any = command.getParent() == null;
    if (any) {
      command.usage(err);
      return;
    }
    CommandLine.Help help = command.getHelp();
    err.print("Usage: " + help.synopsis("Usage: ".length()));
    err.println(command.getCommandSpec().qualifiedName() + " --help says more");
  }

  private static int exitCode(Throwable failure) {
    return failure instanceof ParameterException ? ExitCode.WRONG_USAGE : ExitCode.DEFECT;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** Before the first logger is made: one line a message on standard error, without decoration. */
  private static void configureLog() {
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showLogName", "false");
  }
}
