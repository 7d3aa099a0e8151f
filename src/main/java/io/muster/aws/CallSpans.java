package io.muster.aws;

import io.muster.platform.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** A span for each call to AWS, from the wait for its budget on. Named as OpenTelemetry's conventions for AWS have it. */
final class CallSpans {

    private final Tracing tracing;

    CallSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    <T> Uni<T> call(RequestBudget.Key key, Context parent, Function<Context, Uni<T>> call) {
        if (tracing.isOff()) {
            return call.apply(parent);
        }
        AwsOperation operation = key.operation();
        return tracing.within(
                tracing.span(operation.action(), parent)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("rpc.system", "aws-api")
                        .setAttribute("rpc.service", operation.service().name())
                        .setAttribute("rpc.method", operation.name())
                        .setAttribute("cloud.region", key.region())
                        .setAttribute("cloud.account.id", key.accountId()),
                context ->
                        call.apply(context).onFailure(AwsException.class).invoke(failure -> explain(context, failure)));
    }

    private static void explain(Context context, Throwable thrown) {
        AwsFailure failure = ((AwsException) thrown).failure();
        Span.fromContext(context)
                .setAttribute("muster.aws.error_code", failure.errorCode())
                .setAttribute("muster.aws.failed", failure.operation());
    }
}
