package io.muster.collect;

import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ToggleState;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;

/** Facts of an instance that AWS spells in its own enumerations. A value that is new to Muster must not stop a listing. */
final class InstanceFacts {

    private static final Pattern TRANSITION_TIME =
            Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) (?:GMT|UTC)\\)");

    private InstanceFacts() {}

    /** An unknown state counts as running, so that the instance is judged. */
    static InstanceState state(@Nullable software.amazon.awssdk.services.ec2.model.InstanceState state) {
        if (state == null || state.name() == null) {
            return InstanceState.RUNNING;
        }
        return switch (state.name()) {
            case PENDING -> InstanceState.PENDING;
            case SHUTTING_DOWN -> InstanceState.SHUTTING_DOWN;
            case TERMINATED -> InstanceState.TERMINATED;
            case STOPPING -> InstanceState.STOPPING;
            case STOPPED -> InstanceState.STOPPED;
            case RUNNING, UNKNOWN_TO_SDK_VERSION -> InstanceState.RUNNING;
        };
    }

    /** The time in a reason such as {@code User initiated (2026-09-30 18:00:00 GMT)}; null where there is none. */
    static @Nullable Instant stateTransitionTime(@Nullable String reason) {
        Matcher time = TRANSITION_TIME.matcher(reason == null ? "" : reason);
        return time.find() ? ImageCollector.instant(time.group(1) + "T" + time.group(2) + "Z") : null;
    }

    /**
     * Terminated instances come without their options, at times with some of them missing. A value that is new to Muster tells
     * neither that the service is safe nor that it is not.
     */
    static MetadataOptions metadataOptions(@Nullable InstanceMetadataOptionsResponse options) {
        if (options == null || !known(options.httpTokens()) || !known(options.httpEndpoint())) {
            return MetadataOptions.unreported();
        }
        return new MetadataOptions(
                options.httpEndpoint() == InstanceMetadataEndpointState.DISABLED
                        ? ToggleState.DISABLED
                        : ToggleState.ENABLED,
                options.httpTokens() == HttpTokensState.REQUIRED ? HttpTokens.REQUIRED : HttpTokens.OPTIONAL,
                options.httpPutResponseHopLimit(),
                tagsState(options.instanceMetadataTags()),
                options.state() == InstanceMetadataOptionsState.PENDING,
                true);
    }

    private static boolean known(@Nullable HttpTokensState tokens) {
        return tokens != null && tokens != HttpTokensState.UNKNOWN_TO_SDK_VERSION;
    }

    private static boolean known(@Nullable InstanceMetadataEndpointState endpoint) {
        return endpoint != null && endpoint != InstanceMetadataEndpointState.UNKNOWN_TO_SDK_VERSION;
    }

    private static @Nullable ToggleState tagsState(@Nullable InstanceMetadataTagsState state) {
        if (state == null || state == InstanceMetadataTagsState.UNKNOWN_TO_SDK_VERSION) {
            return null;
        }
        return state == InstanceMetadataTagsState.ENABLED ? ToggleState.ENABLED : ToggleState.DISABLED;
    }
}
