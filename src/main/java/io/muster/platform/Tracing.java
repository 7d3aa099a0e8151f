package io.muster.platform;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes spans of Muster's own work. A span's parent is passed explicitly: concurrent work has no current span that
 * could be relied on. Spans hold names and counts, never a secret, a value of a query or the text of a failure.
 */
@Singleton
public final class Tracing {

    /** Tracing that is switched off. */
    public static final Tracing NONE = new Tracing(OpenTelemetry.noop(), true);

    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };

    private final Tracer tracer;
    private final boolean off;

    /** Uses no tracer where tracing is off: Quarkus's OpenTelemetry would create spans and discard them. */
    @Inject
    Tracing(OpenTelemetry telemetry, @ConfigProperty(name = TracesByEndpoint.OFF) boolean off) {
        this.tracer = (off ? OpenTelemetry.noop() : telemetry).getTracer("io.muster");
        this.off = off;
    }

    public boolean isOff() {
        return off;
    }

    public SpanBuilder span(String name, Context parent) {
        return tracer.spanBuilder(name).setParent(parent);
    }

    /** Does the work within a span, which ends with it. */
    public <T> Uni<T> within(SpanBuilder span, Function<Context, Uni<T>> work) {
        if (off) {
            return work.apply(Context.root());
        }
        return Uni.createFrom().deferred(() -> {
            Span begun = span.startSpan();
            return Uni.createFrom()
                    .deferred(() -> work.apply(Context.root().with(begun)))
                    .onFailure()
                    .invoke(failure -> failed(begun, failure))
                    .onTermination()
                    .invoke(begun::end);
        });
    }

    /** Marks a span as failed: by the failure's type, for its text may hold secrets. */
    public static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", failure.getClass().getName());
    }

    /** The context's span as W3C Trace Context writes it, to go on with it elsewhere; null where there is none. */
    public static @Nullable String traceparent(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return headers.get(TRACEPARENT);
    }

    /** The context that was written; one without a span where none was, or none that can be read. */
    public static Context context(@Nullable String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, GETTER);
    }
}
