package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changed and what went away between two scans: the inventory, its past and the findings tell it alike. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class ChangesTest {

    private Story story;

    @BeforeEach
    void tell() {
        story = Story.once();
    }

    @Test
    void aRevokedRuleIsGoneFromItsGroupButNotFromThePast() {
        JsonNode group = story.now("SECURITY_GROUP", "security-group", story.group());
        assertThat(group.path("attributes").path("ingress")).isEmpty();
        JsonNode former = onlyVersion(group);
        assertThat(former.path("attributes").path("ingress")).hasSize(1);
        assertThat(former.path("attributes")
                        .path("ingress")
                        .path(0)
                        .path("cidr")
                        .asText())
                .isEqualTo("0.0.0.0/0");
        assertThat(story.before("SECURITY_GROUP", "security-group", story.group())
                        .path("attributes"))
                .isEqualTo(former.path("attributes"));
        assertThat(resolved()).contains("sg-ingress-admin-port-internet " + story.group());
    }

    @Test
    void changedMetadataOptionsShow() {
        JsonNode instance = story.now("INSTANCE", "instance", story.kept());
        assertThat(tokens(instance)).isEqualTo("REQUIRED");
        assertThat(tokens(onlyVersion(instance))).isEqualTo("OPTIONAL");
        assertThat(tokens(story.before("INSTANCE", "instance", story.kept()))).isEqualTo("OPTIONAL");
        assertThat(resolved()).contains("ec2-imdsv2-required " + story.kept());
    }

    private static String tokens(JsonNode instance) {
        return instance.path("attributes")
                .path("metadataOptions")
                .path("httpTokens")
                .asText();
    }

    @Test
    void aChangedTagIsAChange() {
        JsonNode volume = story.now("VOLUME", "volume", story.retagged());
        assertThat(volume.path("name").asText()).isEqualTo("after");
        assertThat(Made.shown(volume).tags()).isEqualTo(Map.of("Name", "after"));
        assertThat(onlyVersion(volume).path("attributes")).isEqualTo(volume.path("attributes"));
        JsonNode before = story.before("VOLUME", "volume", story.retagged());
        assertThat(before.path("name").asText()).isEqualTo("before");
        assertThat(Made.shown(before).tags()).isEqualTo(Map.of("Name", "before"));
    }

    @Test
    void aDeletedVolumeIsKeptAsDeletedAndItsFindingIsResolved() {
        assertDeleted("VOLUME", "volume", story.volume());
        assertThat(resolved()).contains("ebs-volume-unencrypted " + story.volume());
        assertThat(Muster.findings(Story.ACCOUNT, "RESOLVED"))
                .allSatisfy(finding -> assertThat(time(finding, "resolvedAt"))
                        .isBetween(time(story.second(), "startedAt"), time(story.second(), "finishedAt")));
    }

    @Test
    void aDeletedKeyPairIsKeptAsDeleted() {
        assertDeleted("KEY_PAIR", "key-pair", story.keyPair());
    }

    @Test
    void aTerminatedInstanceIsShownAsSuchAndItsFindingsAreResolved() {
        JsonNode instance = story.now("INSTANCE", "instance", story.ended());
        assertThat(state(instance)).isEqualTo("TERMINATED");
        assertThat(state(onlyVersion(instance))).isEqualTo("RUNNING");
        assertThat(state(story.before("INSTANCE", "instance", story.ended()))).isEqualTo("RUNNING");
        Set<String> open = Set.copyOf(findings("OPEN"));
        assertThat(open).noneMatch(finding -> finding.endsWith(story.ended()));
        assertThat(resolved())
                .contains("ec2-imdsv2-required " + story.ended(), "ec2-detailed-monitoring-off " + story.ended());
    }

    private static String state(JsonNode instance) {
        return instance.path("attributes").path("state").asText();
    }

    /** Gone from the answers of now, there in those of before, and told on request. */
    private void assertDeleted(String kind, String type, String id) {
        assertThat(story.now(kind, type, id)).isNull();
        JsonNode before = story.before(kind, type, id);
        assertThat(before.path("deletedAt").isNull()).isTrue();
        JsonNode deleted = story.shown(kind, type, id, Map.of("deleted", true));
        assertThat(deleted.path("attributes")).isEqualTo(before.path("attributes"));
        assertThat(time(deleted, "deletedAt"))
                .isBetween(time(story.second(), "startedAt"), time(story.second(), "finishedAt"));
        assertThat(time(deleted, "lastSeenAt"))
                .isBetween(time(story.first(), "startedAt"), time(story.first(), "finishedAt"));
    }

    /** The one former version, which must reach from the first scan to the second. */
    private JsonNode onlyVersion(JsonNode resource) {
        assertThat(resource.path("history")).hasSize(1);
        JsonNode version = resource.path("history").path(0);
        assertThat(time(version, "validFrom"))
                .isEqualTo(time(resource, "firstSeenAt"))
                .isBetween(time(story.first(), "startedAt"), time(story.first(), "finishedAt"));
        assertThat(time(version, "validTo"))
                .isEqualTo(time(resource, "changedAt"))
                .isBetween(time(story.second(), "startedAt"), time(story.second(), "finishedAt"));
        return version;
    }

    private static Instant time(JsonNode of, String field) {
        return Instant.parse(of.path(field).asText());
    }

    private static List<String> resolved() {
        return findings("RESOLVED");
    }

    /** As {@code rule resource}. */
    private static List<String> findings(String status) {
        return Muster.findings(Story.ACCOUNT, status).stream()
                .map(one -> one.path("ruleId").asText() + " "
                        + one.path("resourceId").asText())
                .toList();
    }
}
