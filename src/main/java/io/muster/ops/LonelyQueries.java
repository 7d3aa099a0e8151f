package io.muster.ops;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/** Leaves out the traces that would be a single query: each replica looks for work every second. */
@Unremovable
@Singleton
final class LonelyQueries implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder telemetry) {
        telemetry.addSamplerCustomizer((sampler, config) -> new WithoutLonelyQueries(sampler));
    }

    private record WithoutLonelyQueries(Sampler others) implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            boolean lonely = kind == SpanKind.CLIENT
                    && !Span.fromContext(parent).getSpanContext().isValid();
            return lonely ? SamplingResult.drop() : others.shouldSample(parent, traceId, name, kind, attributes, links);
        }

        @Override
        public String getDescription() {
            return "WithoutLonelyQueries{" + others.getDescription() + "}";
        }
    }
}
