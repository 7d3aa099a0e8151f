package io.muster.aws;

import io.muster.platform.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.annotation.Nullable;
import software.amazon.awssdk.core.interceptor.Context.AfterTransmission;
import software.amazon.awssdk.core.interceptor.Context.BeforeExecution;
import software.amazon.awssdk.core.interceptor.Context.BeforeTransmission;
import software.amazon.awssdk.core.interceptor.Context.FailedExecution;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A span for each request of a call: only the SDK knows how often it repeats one. */
final class AttemptSpans implements ExecutionInterceptor {

    private static final ExecutionAttribute<Context> CALL = new ExecutionAttribute<>("muster.Call");
    private static final ExecutionAttribute<Span> ATTEMPT = new ExecutionAttribute<>("muster.Attempt");
    private static final ExecutionAttribute<Integer> ATTEMPTS = new ExecutionAttribute<>("muster.Attempts");

    private final Tracing tracing;

    AttemptSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public void beforeExecution(BeforeExecution call, ExecutionAttributes attributes) {
        attributes.putAttribute(CALL, AwsCall.current().span());
    }

    @Override
    public void beforeTransmission(BeforeTransmission request, ExecutionAttributes attributes) {
        Context call = attributes.getAttribute(CALL);
        broken(attributes.getAttribute(ATTEMPT));
        int number = attributes.getOptionalAttribute(ATTEMPTS).orElse(0) + 1;
        attributes.putAttribute(ATTEMPTS, number);
        attributes.putAttribute(
                ATTEMPT,
                tracing.span("attempt", call)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("muster.attempt", number)
                        .setAttribute("server.address", request.httpRequest().host())
                        .startSpan());
    }

    @Override
    public void afterTransmission(AfterTransmission answer, ExecutionAttributes attributes) {
        Span attempt = attributes.getAttribute(ATTEMPT);
        if (attempt == null) {
            return;
        }
        attributes.putAttribute(ATTEMPT, null);
        int status = answer.httpResponse().statusCode();
        attempt.setAttribute("http.response.status_code", status);
        if (status >= 400) {
            attempt.setStatus(StatusCode.ERROR);
        }
        attempt.end();
    }

    @Override
    public void onExecutionFailure(FailedExecution call, ExecutionAttributes attributes) {
        broken(attributes.getAttribute(ATTEMPT));
    }

    /** A request that never got an answer. */
    private static void broken(@Nullable Span attempt) {
        if (attempt != null) {
            attempt.setStatus(StatusCode.ERROR);
            attempt.end();
        }
    }
}
