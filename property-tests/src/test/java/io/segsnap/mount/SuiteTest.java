package io.segsnap.mount;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that other runs make on ext4 or in memory, where files can be cloned. */
@Tag("any-jdk")
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"XFS", "BTRFS"})
@Execution(ExecutionMode.CONCURRENT)
class SuiteTest extends MountedTest {

  private static final boolean IS_DEEP =
      !System.getProperty("segsnap.depth", "").isEmpty();

  SuiteTest(FileSystem type) {
    super(type);
  }

  @Test
  void theTestsOfFilesPassInIt() throws IOException {
    passed(SuiteRun.in(path(), IS_DEEP ? 300 : 10, Suite.classes(IS_DEEP)));
  }
}
