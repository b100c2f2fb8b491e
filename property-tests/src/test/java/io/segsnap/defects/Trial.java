package io.segsnap.defects;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The other JVM: runs the tests of one class until the first fails, and says which. */
final class Trial {

  static final int PASSED = 0;
  static final int FAILED = 10;
  static final int NO_TESTS = 11;

  private Trial() {}

  /**
   * Runs.
   *
   * @param args name of the test class, and a folder for what properties remember
   */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(args[0]))
        .configurationParameter("jqwik.database", Path.of(args[1], "jqwik").toString())
        .build();
    Launcher launcher = LauncherFactory.create();
    Results results = new Results(out);
    launcher.execute(request, results);
    // threads that a defect left behind must not keep this process
    Runtime.getRuntime().halt(results.passed > 0 ? PASSED : NO_TESTS);
  }

  private static final class Results implements TestExecutionListener {
    private final PrintStream out;
    private int passed;

    Results(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == Status.FAILED) {
        out.println(test.getLegacyReportingName());
        result.getThrowable().ifPresent(out::println);
        out.flush();
        Runtime.getRuntime().halt(FAILED);
      }
      passed += test.isTest() && result.getStatus() == Status.SUCCESSFUL ? 1 : 0;
    }
  }
}
