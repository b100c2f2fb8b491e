package io.segsnap.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTest {

  @ParameterizedTest
  @EnumSource
  void shouldDoTheSameWorkOnEveryKindOfBuffer(BufferKind kind) {
    Kernel expected = BufferKind.HEAP.kernel();
    Kernel kernel = kind.kernel();
    assertEquals(expected.build(), kernel.build());
    assertEquals(expected.build(), kernel.build(), "a second time");
    assertEquals(expected.scan(), kernel.scan());
    assertEquals(expected.copy(), kernel.copy());
    assertEquals(expected.checksum(), kernel.checksum());
    kernel.close();
  }
}
