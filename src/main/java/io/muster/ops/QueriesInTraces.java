package io.muster.ops;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;

/**
 * Removes the query of a call's address from the spans that Quarkus makes of calls: it holds codes of the sign-in, variables of
 * persisted queries and values of filters.
 */
@Unremovable
@Singleton
final class QueriesInTraces implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder telemetry) {
        telemetry.addTracerProviderCustomizer((provider, config) -> provider.addSpanProcessor(new WithoutQueries()));
    }

    private static final class WithoutQueries implements SpanProcessor {

        private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            if (span.getAttribute(QUERY) != null) {
                span.setAttribute(QUERY, "***");
            }
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            // changed at its start
        }

        @Override
        public boolean isEndRequired() {
            return false;
        }
    }
}
