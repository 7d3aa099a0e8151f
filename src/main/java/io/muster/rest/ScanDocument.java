package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import io.muster.scan.ScanView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A scan as REST shows it.
 *
 * @param joined whether a request joined this scan instead of starting one; left out where nothing was asked for
 */
record ScanDocument(
        String scanId,
        ScanStatus status,
        List<String> accountIds,
        ScanTrigger trigger,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        ScanView.Progress progress,
        List<ScanView.Gap> gaps,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Boolean joined) {

    static final String ID = "The scan's id.";
    static final String LOCATION = "Where the scan can be watched.";
    static final String RETRY_AFTER = "In how many seconds it is worth to look at the scan again.";
    static final String JOINING =
            "A scan that is queued or running and whose scope holds the asked one is joined: it is"
                    + " the answer, with \"joined\": true. The scan is watched under its Location.";

    static ScanDocument of(ScanView scan, List<ScanView.Gap> gaps, @Nullable Boolean joined) {
        return new ScanDocument(
                scan.scanId(),
                scan.status(),
                scan.accountIds(),
                scan.trigger(),
                scan.requestedAt(),
                scan.startedAt(),
                scan.finishedAt(),
                scan.progress(),
                gaps,
                joined);
    }
}
