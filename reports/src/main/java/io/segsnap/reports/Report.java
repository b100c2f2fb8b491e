package io.segsnap.reports;

import java.util.List;

/**
 * What a run found, ready to be written in any form.
 *
 * @param title its heading
 * @param command what runs it again
 * @param environment where it was measured
 * @param tables its results
 */
public record Report(String title, String command, Environment environment, List<Table> tables) {}
