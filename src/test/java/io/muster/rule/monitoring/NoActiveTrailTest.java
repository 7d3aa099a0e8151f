package io.muster.rule.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Trail;
import io.muster.inventory.kind.TrailEvents;
import io.muster.inventory.kind.TrailField;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Trails at home in the region that is judged, and those of which another region tells more. */
class NoActiveTrailTest {

    private static final String PASS = "PASS";
    private static final String HIGH = "FAIL HIGH";
    private static final String UNKNOWN = "UNKNOWN";

    private static final String HOME = "us-east-1";
    private static final String OWN = "arn:aws:cloudtrail:us-east-1:" + Estates.ACCOUNT + ":trail/own";
    private static final String OWNERS = "arn:aws:cloudtrail:us-east-1:" + Estates.OTHER_ACCOUNT + ":trail/all";

    @ParameterizedTest
    @MethodSource
    void judgesTrails(List<Trail> trails, String expected) {
        assertThat(Judging.word(judge(estate(trails)))).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTrails() {
        Trail shadow = shadow(OWN);
        Trail stopped = trail(true, false, null, events(true, "All"));
        return Stream.of(
                argumentSet("none", List.of(), HIGH),
                argumentSet("logs all", List.of(trail(true, true, null, events(true, "All"))), PASS),
                argumentSet("of one region", List.of(trail(false, true, null, events(true, "All"))), HIGH),
                argumentSet("stopped", List.of(stopped), HIGH),
                argumentSet("fails to write", List.of(trail(true, true, "AccessDenied", events(true, "All"))), HIGH),
                argumentSet("reads alone", List.of(trail(true, true, null, events(true, "ReadOnly"))), HIGH),
                argumentSet("data events alone", List.of(trail(true, true, null, events(false, "All"))), HIGH),
                argumentSet(
                        "reads and writes by two selectors",
                        List.of(trail(true, true, null, events(true, "ReadOnly"), events(true, "WriteOnly"))),
                        PASS),
                argumentSet(
                        "reads by one trail and writes by another (ScoutSuite 1668)",
                        List.of(
                                trail(true, true, null, events(true, "ReadOnly")),
                                trail(true, true, null, events(true, "WriteOnly"))),
                        PASS),
                argumentSet(
                        "reads by one trail and writes by one that is stopped",
                        List.of(
                                trail(true, true, null, events(true, "ReadOnly")),
                                trail(true, false, null, events(true, "WriteOnly"))),
                        HIGH),
                argumentSet(
                        "reads by one trail, and another whose status was not read",
                        List.of(
                                trail(true, true, null, events(true, "ReadOnly")),
                                trail(true, null, null, events(true, "All"))),
                        UNKNOWN),
                argumentSet(
                        "reads by one trail, and another of reads whose status was not read",
                        List.of(
                                trail(true, true, null, events(true, "ReadOnly")),
                                trail(true, null, null, events(true, "ReadOnly"))),
                        HIGH),
                argumentSet(
                        "a stopped one first in the list (prowler 1880)",
                        List.of(stopped, trail(true, true, null, events(true, "All"))),
                        PASS),
                argumentSet("advanced", List.of(trail(true, true, null, advanced())), PASS),
                argumentSet(
                        "advanced, without KMS",
                        List.of(trail(
                                true, true, null, advanced(field("eventSource", "NotEquals", "kms.amazonaws.com")))),
                        PASS),
                argumentSet(
                        "advanced, EC2 alone",
                        List.of(trail(true, true, null, advanced(field("eventSource", "Equals", "ec2.amazonaws.com")))),
                        HIGH),
                argumentSet(
                        "advanced, writes alone",
                        List.of(trail(true, true, null, advanced(field("readOnly", "Equals", "false")))),
                        HIGH),
                argumentSet("its home region does not tell of it", List.of(shadow), UNKNOWN),
                argumentSet("stopped here, one has its home elsewhere", List.of(stopped, shadow), UNKNOWN),
                argumentSet("selectors not read", List.of(trail(true, true, null)), UNKNOWN),
                argumentSet("status not read", List.of(trail(true, null, null, events(true, "All"))), UNKNOWN),
                argumentSet("regions not told", List.of(trail(null, true, null, events(true, "All"))), UNKNOWN),
                argumentSet(
                        "one not read, one logs",
                        List.of(trail(true, null, null), trail(true, true, null, events(true, "All"))),
                        PASS));
    }

    @ParameterizedTest
    @MethodSource
    void judgesTrailsOfOtherRegionsByTheirHomes(Estates estate, String expected) {
        assertThat(Judging.word(judge(estate))).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTrailsOfOtherRegionsByTheirHomes() {
        Trail good = trail(true, true, null, events(true, "All"));
        Trail stopped = trail(true, false, null, events(true, "All"));
        Trail withoutEvents = trail(true, true, null);
        return Stream.of(
                argumentSet("logs at home", estate(shadow(OWN)).toldAtHome(OWN, good), PASS),
                argumentSet("stopped at home", estate(shadow(OWN)).toldAtHome(OWN, stopped), HIGH),
                argumentSet(
                        "fails to write at home",
                        estate(shadow(OWN)).toldAtHome(OWN, trail(true, true, "AccessDenied", events(true, "All"))),
                        HIGH),
                argumentSet(
                        "reads alone at home",
                        estate(shadow(OWN)).toldAtHome(OWN, trail(true, true, null, events(true, "ReadOnly"))),
                        HIGH),
                argumentSet(
                        "of one region at home",
                        estate(shadow(OWN)).toldAtHome(OWN, trail(false, true, null, events(true, "All"))),
                        HIGH),
                argumentSet("status not read at home", estate(shadow(OWN)).toldAtHome(OWN, withoutEvents), UNKNOWN),
                argumentSet("home not read", estate(shadow(OWN)).untoldAtHome(OWN, Estates.ACCOUNT, HOME), UNKNOWN),
                argumentSet("another trail logs at home", estate(shadow(OWN)).toldAtHome(OWNERS, good), UNKNOWN),
                argumentSet(
                        "stopped at home, and one whose home was not read",
                        estate(shadow(OWN), shadow(OWNERS))
                                .toldAtHome(OWN, stopped)
                                .untoldAtHome(OWNERS, Estates.ACCOUNT, HOME),
                        UNKNOWN),
                argumentSet(
                        "stopped at home, and one that logs at home",
                        estate(shadow(OWN), shadow(OWNERS))
                                .toldAtHome(OWN, stopped)
                                .toldAtHome(OWNERS, good),
                        PASS),
                argumentSet(
                        "both stopped at home",
                        estate(shadow(OWN), shadow(OWNERS))
                                .toldAtHome(OWN, stopped)
                                .toldAtHome(OWNERS, stopped),
                        HIGH),
                argumentSet(
                        "of the organization, home not read here but by its owner",
                        estate(shadow(OWNERS))
                                .untoldAtHome(OWNERS, Estates.ACCOUNT, HOME)
                                .toldAtHome(OWNERS, good),
                        PASS),
                argumentSet(
                        "of the organization, its events told by its owner alone",
                        estate(shadow(OWNERS)).toldAtHome(OWNERS, withoutEvents).toldAtHome(OWNERS, good),
                        PASS),
                argumentSet(
                        "of the organization, its events told by its owner alone, here at home",
                        estate(of(OWNERS, withoutEvents)).toldAtHome(OWNERS, good),
                        PASS),
                argumentSet(
                        "of the organization, its owner not registered",
                        estate(shadow(OWNERS))
                                .toldAtHome(OWNERS, withoutEvents)
                                .untoldAtHome(OWNERS, Estates.OTHER_ACCOUNT, HOME),
                        UNKNOWN),
                argumentSet(
                        "of the organization, its owner not registered, stopped",
                        estate(shadow(OWNERS))
                                .toldAtHome(OWNERS, trail(true, false, null))
                                .untoldAtHome(OWNERS, Estates.OTHER_ACCOUNT, HOME),
                        HIGH));
    }

    @Test
    void namesTheHomeRegionThatWasNotRead() {
        Estates estate = estate(shadow(OWN)).untoldAtHome(OWN, Estates.ACCOUNT, HOME);

        assertThat(judge(estate))
                .isEqualTo(Verdict.unknown(
                        "whether " + OWN + " records is told in its home region alone, not read: TRAIL in " + HOME
                                + " of account " + Estates.ACCOUNT));
    }

    @Test
    void namesTheFaultThatTheHomeRegionTells() {
        Estates estate = estate(shadow(OWN)).toldAtHome(OWN, trail(true, false, null, events(true, "All")));

        assertThat(((Verdict.Fail) judge(estate)).evidence())
                .containsEntry("trails", List.of(Map.of("trail", OWN, "homeRegion", HOME, "fault", "it is stopped")))
                .containsEntry("missingEvents", List.of("READ", "WRITE"));
    }

    @ParameterizedTest
    @CsvSource({"ReadOnly, that write, WRITE", "WriteOnly, that read, READ"})
    void namesTheEventsThatNoTrailRecords(String recorded, String kind, String missing) {
        Verdict.Fail fail = (Verdict.Fail) judge(estate(trail(true, true, null, events(true, recorded))));

        assertThat(fail.message())
                .isEqualTo("No trail of all regions that covers this one records its management events " + kind + ".");
        assertThat(fail.evidence()).containsEntry("missingEvents", List.of(missing));
    }

    private static Verdict judge(Estates estate) {
        return new NoActiveTrail()
                .judge(Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class)).resource(), estate.build());
    }

    private static Estates estate(Trail... trails) {
        return estate(List.of(trails));
    }

    private static Estates estate(List<Trail> trails) {
        return Estates.estate()
                .with(trails.stream()
                        .map(trail -> Made.of("trail-" + trails.indexOf(trail), trail))
                        .toArray(Estates.Made<?>[]::new));
    }

    private static Trail shadow(String arn) {
        return Parts.of(
                Trail.class,
                "trailArn",
                arn,
                "shadow",
                true,
                "multiRegion",
                true,
                "homeRegion",
                HOME,
                "eventSelectors",
                null);
    }

    private static Trail of(String arn, Trail trail) {
        return Parts.of(
                Trail.class,
                "trailArn",
                arn,
                "multiRegion",
                trail.multiRegion(),
                "logging",
                trail.logging(),
                "eventSelectors",
                trail.eventSelectors());
    }

    private static Trail trail(Boolean multiRegion, Boolean logging, String error, TrailEvents... events) {
        return Parts.of(
                Trail.class,
                "multiRegion",
                multiRegion,
                "logging",
                logging,
                "latestDeliveryError",
                error,
                "eventSelectors",
                events.length == 0 ? null : List.of(events));
    }

    private static TrailEvents events(boolean management, String readWriteType) {
        return Parts.of(TrailEvents.class, "managementEvents", management, "readWriteType", readWriteType);
    }

    private static TrailEvents advanced(TrailField... further) {
        List<TrailField> fields = Stream.concat(
                        Stream.of(field("eventCategory", "Equals", "Management")), Arrays.stream(further))
                .toList();
        return Parts.of(TrailEvents.class, "fields", fields);
    }

    private static TrailField field(String name, String operator, String value) {
        return new TrailField(name, operator, List.of(value));
    }
}
