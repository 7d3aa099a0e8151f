package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class HistoryTest {

    private static final String AT = "query($at: DateTime) { volumes(at: $at) { totalCount"
            + " nodes { resourceId encrypted changedAt lastSeenAt deletedAt } } }";

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.scanned(Store.T0);
        String volume = store.put("vol-1", Samples.volume(false, null));
        store.change(volume, Samples.volume(true, null), Store.T0.plus(Duration.ofDays(2)));
        String gone = store.put("vol-2", Samples.volume(false, null));
        store.delete(gone, Store.T0.plus(Duration.ofDays(3)), Store.T0.plus(Duration.ofDays(4)));
        store.listed(ResourceKind.VOLUME, Store.LISTED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z,vol-1 vol-2,false false",
        "2026-11-02T23:59:59.999Z,vol-1 vol-2,false false",
        "2026-11-03T00:00:00Z,vol-1 vol-2,true false",
        "2026-11-05T00:00:00Z,vol-1,true"
    })
    void answersAsOfAnInstant(String at, String ids, String encrypted) {
        ask(AT, Map.of("at", at))
                .body("errors", nullValue())
                .body("data.volumes.nodes.resourceId.join(' ')", equalTo(ids == null ? "" : ids))
                .body("data.volumes.nodes.encrypted.join(' ')", equalTo(encrypted == null ? "" : encrypted))
                .body("data.volumes.totalCount", equalTo(ids == null ? 0 : ids.split(" ", -1).length));
    }

    @Test
    void anAnswerOfThePastKnowsNothingLater() {
        ask(AT, Map.of("at", "2026-11-03T12:00:00Z"))
                .body("data.volumes.nodes.lastSeenAt", contains("2026-11-03T12:00:00Z", "2026-11-03T12:00:00Z"))
                .body("data.volumes.nodes.deletedAt", contains(nullValue(), nullValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T23:59:59.999Z, at: is before the first scan: ask for an instant from 2026-11-01T00:00:00Z to",
        "2020-01-01T00:00:00Z, at: is before the first scan: ask for an instant from 2026-11-01T00:00:00Z to",
        "2130-01-01T00:00:00Z, at: is in the future: ask for an instant from 2026-11-01T00:00:00Z to"
    })
    void refusesAnInstantOfWhichNothingCanBeKnown(String at, String message) {
        for (String filter : new String[] {"{}", "{accountIds: [\"111122223333\"]}", "{accountIds: []}"}) {
            ask("{ resources(at: \"" + at + "\", filter: " + filter + ") { totalCount } }")
                    .body("data", nullValue())
                    .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                    .body("errors[0].extensions.violations[0].field", equalTo("at"))
                    .body("errors[0].message", startsWith(message));
        }
    }

    @Test
    void refusesThePastOfWhatWasNeverScanned() {
        store.update("update scan set started_at = null");
        ask(AT, Map.of("at", "2026-11-05T00:00:00Z"))
                .body("data", nullValue())
                .body("errors[0].message", equalTo("at: nothing was scanned yet, so that there is no past to ask for"));
    }

    @Test
    void acceptsMillisecondsAsAnInstant() {
        ask("{ volumes(at: 1793577600000) { totalCount } }")
                .body("errors", nullValue())
                .body("data.volumes.totalCount", equalTo(2));
    }

    @Test
    void tellsWhenADeletedResourceWasSeenLast() {
        ask("{ volumes(filter: {includeDeleted: true}) { nodes { resourceId lastSeenAt deletedAt } } }")
                .body("data.volumes.nodes.resourceId", contains("vol-1", "vol-2"))
                .body("data.volumes.nodes.lastSeenAt", contains("2026-11-20T00:00:00Z", "2026-11-04T00:00:00Z"))
                .body("data.volumes.nodes.deletedAt", contains(nullValue(), equalTo("2026-11-05T00:00:00Z")));
    }

    @Test
    void tellsEarlierVersionsNewestFirst() {
        store.change(
                "arn:aws:ec2:eu-central-1:111122223333:volume/vol-1",
                Samples.volume(false, null),
                Store.T0.plus(Duration.ofDays(5)));
        ask("{ volumes { nodes { history { validFrom validTo attributes } last: history(first: 1) { validTo } } } }")
                .body("errors", nullValue())
                .body(
                        "data.volumes.nodes[0].history.validFrom",
                        contains("2026-11-03T00:00:00Z", "2026-11-01T00:00:00Z"))
                .body("data.volumes.nodes[0].history.validTo", contains("2026-11-06T00:00:00Z", "2026-11-03T00:00:00Z"))
                .body("data.volumes.nodes[0].history.attributes.encrypted", contains(true, false))
                .body("data.volumes.nodes[0].last.validTo", contains("2026-11-06T00:00:00Z"));
    }

    @Test
    void refusesAHistoryOfNoLength() {
        ask("{ volumes { nodes { id history(first: 0) { validFrom } } } }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @Test
    void findsADeletedResourceByItsArn() {
        ask("{ resource(id: \"arn:aws:ec2:eu-central-1:111122223333:volume/vol-2\") { __typename kind deletedAt"
                        + " attributes tags { key value } ... on Volume { sizeGiB attachments { device } } }"
                        + " none: resource(id: \"arn:aws:none\") { id } }")
                .body("errors", nullValue())
                .body("data.none", nullValue())
                .body("data.resource.__typename", equalTo("Volume"))
                .body("data.resource.kind", equalTo("VOLUME"))
                .body("data.resource.sizeGiB", equalTo(8))
                .body("data.resource.attributes.volumeType", equalTo("gp3"))
                .body("data.resource.attachments", empty())
                .body("data.resource.deletedAt", equalTo("2026-11-05T00:00:00Z"));
    }
}
