package io.muster.scan;

import io.muster.platform.Tracing;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Continues the trace of the request for a scan, possibly in another replica. */
@Singleton
class TaskSpans {

    private final Tracing tracing;
    private final Vertx vertx;

    TaskSpans(Tracing tracing, Vertx vertx) {
        this.tracing = tracing;
        this.vertx = vertx;
    }

    /**
     * A task under way.
     *
     * @param span   the task's span
     * @param thread where its SQL must be asked for, to belong to the span, and its log lines to be written
     */
    record Trace(Context span, Executor thread) {}

    <T> Uni<T> task(ScanTask task, Function<Trace, Uni<T>> work) {
        if (tracing.isOff()) {
            return work.apply(new Trace(Context.root(), Runnable::run));
        }
        SpanBuilder span = tracing.span("scan task", Tracing.context(task.traceparent()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("muster.scan.id", task.scanId())
                .setAttribute("muster.task.id", task.id())
                .setAttribute("muster.task.phase", task.phase().name())
                .setAttribute("muster.task.attempt", task.attempt())
                .setAttribute("cloud.account.id", task.scope().accountId())
                .setAttribute("cloud.region", task.scope().region());
        return tracing.within(span, context -> {
            Executor thread = threadOf(context);
            return Uni.createFrom().voidItem().emitOn(thread).chain(() -> work.apply(new Trace(context, thread)));
        });
    }

    /** The listing of one kind. */
    <T> Uni<T> listing(Trace task, String kind, Function<Context, Uni<T>> work) {
        return tracing.within(tracing.span("collect " + kind, task.span).setAttribute("muster.kind", kind), work);
    }

    /** Vert.x's SQL client and the log find the current span in the Vert.x context: the task gets one of its own. */
    private Executor threadOf(Context span) {
        io.vertx.core.Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        QuarkusContextStorage.INSTANCE.attach(own, span);
        return command -> own.runOnContext(now -> command.run());
    }
}
