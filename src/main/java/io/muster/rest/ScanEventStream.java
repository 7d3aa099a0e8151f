package io.muster.rest;

import io.muster.account.GrantedAccounts;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Slots;
import io.muster.platform.Stopping;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;

/** A scan's progress as server-sent events. */
@ApplicationScoped
class ScanEventStream {

    private static final StructuredLog LOG = StructuredLog.of(ScanEventStream.class);

    /** Proxies close what is silent for longer; the usual limit is a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final ScanDocuments scans;
    private final EntityTags tags;
    private final Callers callers;
    private final GrantedAccounts granted;
    private final HttpConfig limits;
    private final Stopping stopping;
    private final CallerEnd callerEnd;
    private final Slots<CallerId> open = new Slots<>();

    ScanEventStream(
            ScanDocuments scans,
            EntityTags tags,
            Callers callers,
            GrantedAccounts granted,
            HttpConfig limits,
            Stopping stopping,
            CallerEnd callerEnd) {
        this.scans = scans;
        this.tags = tags;
        this.callers = callers;
        this.granted = granted;
        this.limits = limits;
        this.stopping = stopping;
        this.callerEnd = callerEnd;
    }

    /**
     * Fails with {@link ErrorCode#TOO_MANY_REQUESTS} where there are too many.
     *
     * @param lastEventId where to go on from; null for a caller who comes for the first time
     */
    Multi<OutboundSseEvent> of(String scanId, @Nullable String lastEventId, Sse sse) {
        Caller reader = callers.current();
        CallerId caller = reader.id();
        count(caller);
        return withHeartbeats(
                        sse,
                        reader,
                        progress(sse, scanId, lastEventId)
                                .onFailure()
                                .invoke(failure -> LOG.with("scanId", scanId)
                                        .error("A stream of a scan's events failed", failure)))
                .onTermination()
                .invoke(() -> open.giveBack(caller));
    }

    private void count(CallerId caller) {
        Slots.Claim claim = open.take(caller, limits.maxStreamsPerCaller(), limits.maxStreams());
        if (claim != Slots.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    claim == Slots.Claim.FULL
                            ? "There are " + limits.maxStreams() + " streams already: try later"
                            : "You have " + limits.maxStreamsPerCaller() + " streams already: end one, or try later");
        }
    }

    private Multi<OutboundSseEvent> progress(Sse sse, String scanId, @Nullable String lastEventId) {
        return scans.follow(scanId)
                .skip()
                .first(scan -> id(scan).equals(lastEventId) && !scan.status().ended())
                .map(scan -> sse.newEventBuilder()
                        .id(id(scan))
                        .name(scan.status().ended() ? "ended" : "progress")
                        .data(ScanDocument.class, scan)
                        .build());
    }

    private String id(ScanDocument scan) {
        return tags.of(scan).getValue();
    }

    private Multi<OutboundSseEvent> withHeartbeats(Sse sse, Caller reader, Multi<OutboundSseEvent> events) {
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("alive").build());
        // one at a time of each: for a client that does not read, the database is not read
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(
                        events.map(Optional::of).onCompletion().continueWith(Optional.empty()),
                        heartbeats.map(Optional::of),
                        end(),
                        granted.changed(reader).toMulti().map(change -> Optional.empty()),
                        callerEnd.expiry())
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }

    /** Empty when this replica stops: clients reconnect to another. */
    private <T> Multi<Optional<T>> end() {
        return Multi.createFrom()
                .emitter(stream -> stream.onTermination(stopping.whenItBegins(() -> {
                    stream.emit(Optional.empty());
                    stream.complete();
                })));
    }
}
