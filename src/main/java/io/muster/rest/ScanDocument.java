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
