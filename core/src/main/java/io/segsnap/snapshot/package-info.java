/**
 * Point-in-time snapshots of a partition directory: create, list, verify, restore and delete. {@link
 * io.segsnap.snapshot.SnapshotManager} is the way in.
 */
@NullMarked
package io.segsnap.snapshot;

import org.jspecify.annotations.NullMarked;
