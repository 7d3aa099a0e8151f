package io.muster.rest;

import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.scan.ScanEvents;
import io.muster.scan.ScanFilter;
import io.muster.scan.ScanReads;
import io.muster.scan.ScanRequest;
import io.muster.scan.ScanView;
import io.muster.scan.Scans;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads scans with their gaps, and answers requests for them. */
@ApplicationScoped
class ScanDocuments {

    private static final int LOOK_AGAIN_AFTER_SECONDS = 2;

    private final Scans scans;
    private final ScanReads reads;
    private final ScanEvents events;
    private final Callers callers;
    private final AuditLog audit;

    ScanDocuments(Scans scans, ScanReads reads, ScanEvents events, Callers callers, AuditLog audit) {
        this.scans = scans;
        this.reads = reads;
        this.events = events;
        this.callers = callers;
        this.audit = audit;
    }

    /** 202 with the scan that answers the request, be it new or joined. */
    Uni<RestResponse<ScanDocument>> request(ScanRequest request) {
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        return scans.request(accounts, request.by(caller))
                .chain(requested -> find(accounts, String.valueOf(requested.scanId()), requested.joined()))
                .invoke(scan -> audit(caller, AuditLog.Action.SCAN_REQUESTED, scan))
                .map(scan -> Accepted.of("/api/v1/scans/" + scan.scanId(), LOOK_AGAIN_AFTER_SECONDS, scan));
    }

    Uni<ScanDocument> find(String scanId) {
        return find(callers.current().accounts(), scanId, null);
    }

    private Uni<ScanDocument> find(AccountScope accounts, String scanId, @Nullable Boolean joined) {
        return reads.find(accounts, scanId).chain(found -> {
            ScanView scan = found.orElseThrow(() -> MusterException.notFound("Scan " + scanId));
            return withGaps(accounts, scan, joined);
        });
    }

    private Uni<ScanDocument> withGaps(AccountScope accounts, ScanView scan, @Nullable Boolean joined) {
        return reads.gaps(accounts, List.of(scan.scanId()))
                .map(gaps -> ScanDocument.of(scan, gaps.getOrDefault(scan.scanId(), List.of()), joined));
    }

    /** 202 with the scan as it was left; see {@link Scans#cancel(AccountScope, String)}. */
    Uni<RestResponse<ScanDocument>> cancel(String scanId) {
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        return scans.cancel(accounts, scanId)
                .chain(() -> find(accounts, scanId, null))
                .invoke(scan -> audit(caller, AuditLog.Action.SCAN_CANCELLED, scan))
                .map(scan -> RestResponse.status(RestResponse.Status.ACCEPTED, scan));
    }

    private void audit(Caller caller, AuditLog.Action action, ScanDocument scan) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("scanId", scan.scanId());
        about.put("accountIds", scan.accountIds());
        about.put("joined", scan.joined());
        audit.done(caller, action, about);
    }

    /** The scan as it is now and whenever it has moved on, until it has ended. */
    Multi<ScanDocument> follow(String scanId) {
        AccountScope accounts = callers.current().accounts();
        return events.progress(accounts, scanId)
                .onItem()
                .transformToUniAndConcatenate(scan -> withGaps(accounts, scan, null));
    }

    Uni<Page<ScanDocument>> page(ScanFilter filter, PageRequest request) {
        AccountScope accounts = callers.current().accounts();
        return reads.page(accounts, filter, request, "rest.scans" + filter).chain(page -> {
            List<String> ids = page.nodes().stream().map(ScanView::scanId).toList();
            return reads.gaps(accounts, ids).map(gaps -> withGaps(page, gaps));
        });
    }

    private static Page<ScanDocument> withGaps(Page<ScanView> page, Map<String, List<ScanView.Gap>> gaps) {
        return page.map(scan -> ScanDocument.of(scan, gaps.getOrDefault(scan.scanId(), List.of()), null));
    }
}
