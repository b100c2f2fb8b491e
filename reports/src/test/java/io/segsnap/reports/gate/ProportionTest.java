package io.segsnap.reports.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProportionTest {

  @Test
  void boundsAreThoseOfClopperAndPearson() {
    // the rule of three: 1 - 0.05^(1/n)
    assertEquals(1 - Math.pow(0.05, 0.01), new Proportion(0, 100).highest(), 1e-9);
    assertEquals(0, new Proportion(0, 100).lowest());
    assertEquals(Math.pow(0.05, 0.1), new Proportion(10, 10).lowest(), 1e-9);
    assertEquals(1, new Proportion(10, 10).highest());
    // qbeta(0.05, 8, 3) and qbeta(0.95, 9, 2)
    assertEquals(0.49310, new Proportion(8, 10).lowest(), 1e-5);
    assertEquals(0.96323, new Proportion(8, 10).highest(), 1e-5);
  }

  @Test
  void isShownWithItsBounds() {
    assertEquals("8 of 10 (80.0 %, 95 % bounds 49.3 and 96.3 %)", new Proportion(8, 10).toString());
  }
}
