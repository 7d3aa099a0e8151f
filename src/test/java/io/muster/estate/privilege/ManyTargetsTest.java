package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to more roles than are told: those that matter are found wherever they stand. */
class ManyTargetsTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/";
    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'%s'}}";
    private static final String HUB = BY.formatted(ROLE + "hub");
    private static final String ACCOUNT = BY.formatted("arn:aws:iam::111122223333:root");
    private static final String ON_MONDAYS =
            HUB.replace("}}", "},'Condition':{'StringEquals':{'sts:ExternalId':'monday'}}}");

    private static MadeRole[] apps(int count, String trust, String... allowed) {
        return IntStream.range(0, count)
                .mapToObj(number -> role("app-%03d".formatted(number)).trust(trust))
                .map(app -> allowed.length == 0 ? app : app.inline(allowed))
                .toArray(MadeRole[]::new);
    }

    @Test
    void anAdministratorThatTrustsTheAccountComesBeforeRolesThatNameTheAskingOne() {
        // given
        MadeRole hub = role("hub").trustedByEc2().inline(allow("sts:AssumeRole", "*"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(ACCOUNT);
        PrivilegeGraph graph = graph(hub, admin, apps(10, HUB));

        // when
        List<Escalation> escalations = graph.escalations(hub.resource());

        // then
        assertThat(escalations).singleElement().satisfies(step -> {
            assertThat(step.target()).isEqualTo(ROLE + "admin");
            assertThat(step.administrator()).isTrue();
            assertThat(step.certainty()).isEqualTo(Certainty.YES);
        });
    }

    /** By assuming them, by passing them to instances, or by running code on instances that have them. */
    @ParameterizedTest
    @CsvSource({"sts:AssumeRole", "'iam:PassRole,ec2:RunInstances'", "ssm:StartSession", "iam:UpdateAssumeRolePolicy"})
    void aRoleThatLeadsOnIsFollowedAfterTenThatLeadNowhere(String held) {
        // given
        MadeRole hub = role("hub").trustedByEc2().inline(allow(held, "*"));
        String ec2 = HUB.replace("'AWS':'" + ROLE + "hub'", "'AWS':'" + ROLE + "hub','Service':'ec2.amazonaws.com'");
        MadeRole deploy = role("zz-deploy")
                .inline(allow("iam:PutRolePolicy", ROLE + "zz-deploy"))
                .trust(ec2);
        Estates estates = Estates.estate().with(hub).with(deploy).with(apps(10, ec2));
        IntStream.range(0, 11).forEach(number -> {
            String name = number == 10 ? "zz-deploy" : "app-%03d".formatted(number);
            estates.with(
                    Made.profile("p" + number, name),
                    instance("i-" + number).profile("p" + number),
                    Made.node("i-" + number, "Online"));
        });
        PrivilegeGraph graph = PrivilegeGraph.of(estates.build());

        // when
        List<Escalation> way = graph.wayToAdministrator(hub.resource());

        // then
        assertThat(way).extracting(Escalation::target).containsExactly(ROLE + "zz-deploy", ROLE + "zz-deploy");
        assertThat(graph.escalations(hub.resource()))
                .extracting(Escalation::target)
                .containsOnly(ROLE + "zz-deploy");
    }

    @Test
    void certainOnesAreFollowedAfterTenPossibleOnes() {
        // given
        MadeRole hub = role("hub").trustedByEc2();
        MadeRole deploy = role("zz-deploy")
                .inline(allow("iam:PutRolePolicy", ROLE + "zz-deploy"))
                .trust(HUB);
        PrivilegeGraph graph = graph(hub, deploy, apps(10, ON_MONDAYS, allow("iam:PutRolePolicy", ROLE + "app-*")));

        // when, then
        assertThat(graph.wayToAdministrator(hub.resource()))
                .extracting(Escalation::certainty)
                .containsExactly(Certainty.YES, Certainty.YES);
    }

    @Test
    void aFewOfThoseThatMatterAreToldAdministratorsFirst() {
        // given
        MadeRole hub = role("hub").trustedByEc2();
        MadeRole deploy = role("zz-deploy")
                .inline(allow("iam:PutRolePolicy", ROLE + "zz-deploy"))
                .trust(HUB);
        PrivilegeGraph graph = graph(hub, deploy, apps(20, HUB, allow("secretsmanager:GetSecretValue", "*")));

        // when
        List<Escalation> escalations = graph.escalations(hub.resource());

        // then
        assertThat(escalations).hasSize(PrivilegeGraph.TARGETS);
        assertThat(escalations).filteredOn(Escalation::administrator).hasSize(1);
        assertThat(graph.leftOut(hub.resource())).isEmpty();
    }

    /** More roles that lead to something than are followed. */
    @ParameterizedTest
    @CsvSource({"s3:GetObject, true", "x:y, false"})
    void rolesThatAreNotFollowedAreMissing(String held, boolean missing) {
        // given
        MadeRole hub = role("hub").trustedByEc2().inline(allow("s3:*", "*"));
        int more = PrivilegeGraph.TARGETS + KeptSteps.FURTHER + 1;
        PrivilegeGraph graph = graph(hub, role("other").trustedByEc2(), apps(more, HUB, allow(held, "*")));

        // when, then
        assertThat(graph.escalations(hub.resource())).isEmpty();
        assertThat(graph.leftOut(hub.resource()))
                .isEqualTo(graph.missing(hub.resource()))
                .hasSize(missing ? 1 : 0)
                .allSatisfy(what -> assertThat(what).isEqualTo("further roles that " + ROLE + "hub takes over"));
    }

    private static PrivilegeGraph graph(MadeRole self, MadeRole other, MadeRole... others) {
        Estate estate = Estates.estate().with(self).with(other).with(others).build();
        return PrivilegeGraph.of(estate);
    }
}
