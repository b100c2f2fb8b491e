package io.segsnap.mount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.segsnap.testing.Jvm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes in a virtual machine of their own, all of whose files lie in one folder. */
public final class SuiteRun {

  private static final String RESULT = "result of the suite: ";

  private SuiteRun() {}

  /**
   * Runs classes.
   *
   * @param folder that temporary files are put into
   * @param tries of each property that does not say itself how many
   * @return how many tests passed, as text
   * @throws AssertionError with all that was printed, if one failed
   */
  static String in(Path folder, int tries, List<String> classes) throws IOException {
    List<String> options = List.of(
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + folder,
        "-Dsegsnap.scratch=" + folder,
        "-Dsegsnap.reflink.dir=" + folder,
        "-Dsegsnap.tries=" + tries,
        "-Dsegsnap.crash.reorderings=1",
        "-Dsegsnap.crash.recoveries=0");
    List<String> command = Jvm.command(options, SuiteRun.class, folder.toString());
    command.addAll(classes);
    Root.Answer answer = Root.run(command);
    String last = answer.text().substring(answer.text().lastIndexOf('\n') + 1);
    if (!answer.isGood() || !last.startsWith(RESULT)) {
      throw new AssertionError("the suite in " + folder + " failed:\n" + answer.text());
    }
    return last.substring(RESULT.length());
  }

  public static void main(String... args) throws ClassNotFoundException {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
        .configurationParameter(
            "jqwik.database", Path.of(args[0], "jqwik-database").toString());
    for (String name : Arrays.asList(args).subList(1, args.length)) {
      request.selectors(selectClass(Class.forName(name)));
    }
    TestExecutionSummary summary = run(request.build());
    summary.printFailuresTo(new PrintWriter(System.out, true, UTF_8), 30);
    boolean isGood = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
    System.out.printf(
        "%s%d passed, %d failed, %d skipped%n",
        RESULT,
        summary.getTestsSucceededCount(),
        summary.getTotalFailureCount(),
        summary.getTestsSkippedCount() + summary.getTestsAbortedCount());
    System.exit(isGood ? 0 : 1);
  }

  private static TestExecutionSummary run(LauncherDiscoveryRequest request) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
        .enableTestExecutionListenerAutoRegistration(false)
        .build());
    launcher.execute(request, listener);
    return listener.getSummary();
  }
}
