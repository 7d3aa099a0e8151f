package io.muster.scan.whatif;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.Estate;
import io.muster.estate.change.AddGroupRule;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.Change;
import io.muster.estate.change.Changes;
import io.muster.estate.change.Edits;
import io.muster.estate.change.Model;
import io.muster.estate.change.PutGroup;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.change.Refused;
import io.muster.estate.change.SetInstanceProfile;
import io.muster.estate.change.SetMetadataOptions;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.platform.MusterException;
import io.muster.rule.Assessment;
import io.muster.rule.EveryRule;
import io.muster.rule.Severity;
import io.muster.scan.Deadline;
import io.muster.scan.whatif.WhatIfAnswer.Subject;
import java.time.Duration;
import java.util.EnumSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a change would make of findings, exposures, privileges and attack paths. */
class EstateComparisonTest {

    private static final Assessment ASSESSMENT = Assessment.trial(EveryRule.instances());

    private static final SecurityGroupRule SSH =
            new SecurityGroupRule("sgr-new", "tcp", 22, 22, "0.0.0.0/0", null, null, null, null);

    private static Differences differences(Estate before, Change... changes) {
        Edits edits = new Edits(before);
        for (Change change : changes) {
            edits.make(change);
        }
        return compared(before, edits);
    }

    private static Differences compared(Estate before, Edits edits) {
        Differences differences = new Differences();
        new EstateComparison(ASSESSMENT, edits.done().kinds(), differences, Deadline.in(Duration.ofMinutes(1)))
                .compare(before, edits.done().of(before));
        return differences;
    }

    private static Estate region() {
        return new Model().estate(false);
    }

    @Test
    void sshForTheWorldExposesAndIsFound() {
        Differences found = differences(region(), new AddGroupRule("sg-1", false, SSH));

        assertThat(found.exposures()).hasSize(2).allSatisfy(one -> {
            assertThat(one.effect()).isEqualTo(Effect.CHANGES);
            assertThat(one.opened().toString()).contains("\"fromPort\":22", "0.0.0.0/0");
            assertThat(one.closed()).isEmpty();
            assertThat(one.proof().toString()).contains("rule sgr-new of sg-1 admits tcp 22");
        });
        assertThat(found.findings())
                .filteredOn(one -> one.effect() == Effect.APPEARS)
                .anySatisfy(one -> {
                    assertThat(one.resourceArn()).contains("sg-1");
                    assertThat(one.evidence().toString()).contains("sgr-new");
                });
        assertThat(found.worse().severity()).isGreaterThanOrEqualTo(Severity.HIGH);
        assertThat(found.worse().exposures()).isEqualTo(2);
        assertThat(found.counts().findings()).containsKey(Effect.APPEARS);
    }

    @Test
    void aStrongerRoleMakesAttackPathsAndPrivileges() {
        Change profile = new SetInstanceProfile("i-1", "p-2");
        Differences region = differences(region(), profile);
        Differences account =
                differences(new Model().estate(true), new PutRolePolicy("r-1", "own", policy(allow("*", "*"))));

        assertThat(region.attackPaths())
                .anySatisfy(path -> assertThat(path.effect()).isEqualTo(Effect.APPEARS));
        assertThat(region.worse().bySeverity()).isNotEmpty();
        assertThat(account.privileges()).singleElement().satisfies(role -> {
            assertThat(role.adminBefore()).isEqualTo("NO");
            assertThat(role.admin()).isEqualTo("YES");
            assertThat(role.gained().path("administratorGrants").toString()).contains("own");
        });
    }

    @Test
    void whatGoesIsToldWithTodaysProof() {
        Differences found = differences(region(), new SetMetadataOptions("i-1", HttpTokens.REQUIRED, null, null, null));

        assertThat(found.findings())
                .filteredOn(one -> one.effect() == Effect.GOES)
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.severity()).isNull();
                    assertThat(one.severityBefore()).isNotNull();
                    assertThat(one.evidence()).isNotEmpty();
                });
        assertThat(found.worse().severity()).isNull();
    }

    @Test
    void whatIsKnownAfterApplyIsUnknown() {
        Differences found = differences(region(), new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", "sg-1"));

        assertThat(found.exposures()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(one.after()).isEqualTo("UNKNOWN");
            assertThat(one.proof().path("missing").toString()).contains("sg-1");
        });
        assertThat(found.findings()).extracting("effect").contains(Effect.UNKNOWN);
    }

    @Test
    void aPolicyThatWasNotReadLeavesTheRightsUnknown() {
        Differences found = differences(
                new Model().estate(true), new AttachRolePolicy("r-1", "arn:aws:iam::aws:policy/ReadOnlyAccess"));

        assertThat(found.privileges()).singleElement().satisfies(role -> {
            assertThat(role.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(role.missing()).containsExactly("policy arn:aws:iam::aws:policy/ReadOnlyAccess");
        });
    }

    @Test
    void whatIsUnknownTodayIsToldWithItsCell() {
        Estate before =
                new Model().estates().without(ResourceKind.NETWORK_INTERFACE).build();

        Differences found = differences(before, new AddGroupRule("sg-1", false, SSH));

        assertThat(found.unjudged())
                .anySatisfy(one -> {
                    assertThat(one.subject()).isEqualTo(Subject.EXPOSURES);
                    assertThat(one.reason()).contains("NETWORK_INTERFACE in eu-central-1");
                })
                .anySatisfy(one -> {
                    assertThat(one.subject()).isEqualTo(Subject.FINDINGS);
                    assertThat(one.reason()).contains("NETWORK_INTERFACE in eu-central-1");
                    assertThat(one.count()).isPositive();
                });
    }

    @Test
    void aNewGroupIsJudgedLikeOthers() {
        Differences found = differences(
                region(), new PutGroup("sg-planned-0", "web", "vpc-1"), new AddGroupRule("sg-planned-0", false, SSH));

        assertThat(found.findings()).anySatisfy(one -> {
            assertThat(one.effect()).isEqualTo(Effect.APPEARS);
            assertThat(one.resourceArn()).endsWith("sg-planned-0");
        });
    }

    @Test
    void nothingIsWorkedOutBehindTheDeadline() {
        Edits edits = new Edits(region());
        edits.make(new AddGroupRule("sg-1", false, SSH));
        EstateComparison late = new EstateComparison(
                ASSESSMENT, edits.done().kinds(), new Differences(), Deadline.in(Duration.ofSeconds(-1)));

        assertThatThrownBy(() -> late.compare(region(), edits.done().of(region())))
                .isInstanceOfSatisfying(
                        MusterException.class,
                        e -> assertThat(e.code().httpStatus()).isEqualTo(503));
    }

    @Provide
    Arbitrary<Changes.Step> step() {
        return Changes.any();
    }

    /** Rules that do not read the kinds of what changed need not be asked. */
    @Property(tries = 150)
    void onlyRulesThatReadWhatChangedSaySomethingElse(@ForAll("step") Changes.Step step) {
        for (boolean global : new boolean[] {false, true}) {
            Estate before = new Model().estate(global);
            Edits edits = new Edits(before);
            try {
                edits.make(step.change());
            } catch (Refused there) {
                return;
            }
            Differences all = new Differences();
            new EstateComparison(ASSESSMENT, EnumSet.allOf(ResourceKind.class), all, Deadline.in(Duration.ofMinutes(1)))
                    .compare(before, edits.done().of(before));
            Differences some = compared(before, edits);

            assertThat(some.findings()).isEqualTo(all.findings());
            assertThat(some.exposures()).isEqualTo(all.exposures());
            assertThat(some.privileges()).isEqualTo(all.privileges());
            assertThat(some.attackPaths()).isEqualTo(all.attackPaths());
        }
    }

    @Test
    void noChangeMakesNoDifference() {
        for (boolean global : new boolean[] {false, true}) {
            Differences found = new Differences();
            Estate before = new Model().estate(global);
            new EstateComparison(
                            ASSESSMENT, EnumSet.allOf(ResourceKind.class), found, Deadline.in(Duration.ofMinutes(1)))
                    .compare(before, new Edits(before).done().of(before));

            assertThat(found.findings()).isEmpty();
            assertThat(found.exposures()).isEmpty();
            assertThat(found.privileges()).isEmpty();
            assertThat(found.attackPaths()).isEmpty();
        }
    }
}
