package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which findings an exemption covers: those that match every component that is not null.
 *
 * @param ouPath   the path of a unit of the organization, with all below it
 * @param tagKey   a tag of the resource
 * @param tagValue null for the tag with any value
 */
public record ExemptionScope(
        @Nullable String ruleId,
        @Nullable String accountId,
        @Nullable String ouPath,
        @Nullable String region,
        @Nullable String resourceArn,
        @Nullable String tagKey,
        @Nullable String tagValue) {

    boolean isEmpty() {
        return Stream.of(ruleId, accountId, ouPath, region, resourceArn, tagKey).allMatch(Objects::isNull);
    }

    ExemptionScope ofResource(String account, String regionOfIt) {
        return new ExemptionScope(ruleId, account, ouPath, regionOfIt, resourceArn, tagKey, tagValue);
    }
}
