package io.muster.scan;

import java.util.List;

/** The result of a task, for the scan's progress. */
record TaskOutcome(
        int resourcesSeen,
        int resourcesChanged,
        int findingsOpened,
        int findingsResolved,
        int cellsComplete,
        int awsCalls,
        List<ScanGap> gaps) {

    /** A cell may have several gaps. A task's are all of one scope. */
    int cellsFailed() {
        return Math.toIntExact(gaps.stream().map(ScanGap::kind).distinct().count());
    }
}
