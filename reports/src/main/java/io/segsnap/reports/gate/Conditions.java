package io.segsnap.reports.gate;

/**
 * What else went on while the gate measured; -1 for what the system doesn't tell.
 *
 * @param cpuPressurePercent part of the time in which a task waited for a processor
 * @param ioPressurePercent part of the time in which a task waited for the disk
 * @param stealPercent part of processor time that the hypervisor gave to others
 * @param fileSystem type of the file system, such as {@code ext4}
 * @param freeBytes left on it
 */
public record Conditions(
    double cpuPressurePercent,
    double ioPressurePercent,
    double stealPercent,
    String fileSystem,
    long freeBytes) {}
