package io.muster.scan;

import java.util.List;

/** What a task has done, for the scan's progress. */
record TaskOutcome(
        int resourcesSeen,
        int resourcesChanged,
        int findingsOpened,
        int findingsResolved,
        int cellsComplete,
        int awsCalls,
        List<ScanGap> gaps) {}
