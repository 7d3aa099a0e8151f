package io.muster.estate.privilege;

import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of statements whatever they say: of questions, of single steps to other roles, and of whether the role is an administrator. */
class StatementLawsPropertyTest {

    private static final String IAM = "arn:aws:iam::" + Estates.ACCOUNT + ":";
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static final List<String> QUESTIONS = List.of(
            "iam:PutRolePolicy " + IAM + "role/other",
            "iam:CreateUser " + IAM + "user/u",
            "iam:PassRole " + IAM + "role/other",
            "s3:GetObject arn:aws:s3:::b/key",
            "s3:ListAllMyBuckets *",
            "sts:AssumeRole " + IAM + "role/other",
            "sts:AssumeRole " + IAM + "role/by-name",
            "ec2:RunInstances arn:aws:ec2:eu-central-1:" + Estates.ACCOUNT + ":instance/*");

    /** @param condition empty for none */
    record Said(
            boolean allow,
            boolean notAction,
            List<String> actions,
            boolean notResource,
            String resource,
            String condition) {

        String json() {
            return "{'Effect':'" + (allow ? "Allow" : "Deny") + "','" + (notAction ? "NotAction" : "Action") + "':['"
                    + String.join("','", actions) + "'],'" + (notResource ? "NotResource" : "Resource") + "':'"
                    + resource + "'"
                    + (condition.isEmpty() ? "" : ",'Condition':" + condition)
                    + "}";
        }

        Said inUpperCase() {
            return new Said(
                    allow,
                    notAction,
                    actions.stream()
                            .map(action -> action.toUpperCase(Locale.ROOT))
                            .toList(),
                    notResource,
                    resource,
                    condition);
        }

        /** Each with half of the actions; of actions that are left out, none can be taken apart. */
        Stream<Said> halves() {
            int half = actions.size() / 2;
            return notAction || half == 0
                    ? Stream.of(this)
                    : Stream.of(actions.subList(0, half), actions.subList(half, actions.size()))
                            .map(some -> new Said(allow, false, some, notResource, resource, condition));
        }
    }

    @Property(tries = 200)
    void anotherAllowanceTakesNothing(@ForAll("statements") List<Said> said, @ForAll("statement") Said more) {
        Map<String, Certainty> before = rights(said, ALL);

        rights(with(said, allowing(more, true)), ALL)
                .forEach((right, after) ->
                        assertThat(after).as(right).isGreaterThanOrEqualTo(before.getOrDefault(right, Certainty.NO)));
    }

    @Property(tries = 200)
    void anotherDenialGivesNothing(@ForAll("statements") List<Said> said, @ForAll("statement") Said more) {
        Map<String, Certainty> before = rights(said, ALL);

        answers(with(said, allowing(more, false)), ALL)
                .forEach((right, after) -> assertThat(after).as(right).isLessThanOrEqualTo(before.get(right)));
    }

    @Property(tries = 200)
    void aBoundaryOrAControlPolicyGivesNothing(
            @ForAll("statements") List<Said> said,
            @ForAll("statements") List<Said> limit,
            @ForAll boolean ofOrganization) {
        Map<String, Certainty> before = answers(said, ALL);
        String limits = String.join(",", texts(limit));

        Map<String, Certainty> after = ofOrganization
                ? answers(said, limits)
                : answers(estate(role(said).boundary(texts(limit)), ALL));

        before.remove("administrator"); // what the organization forbids is no right that an administrator lacks
        before.forEach((right, free) -> assertThat(after.get(right)).as(right).isLessThanOrEqualTo(free));
    }

    @Property(tries = 200)
    void neitherTheOrderNorTheCaseNorTheDivisionOfStatementsMatters(
            @ForAll("statements") List<Said> said, @ForAll Random random) {
        // given
        List<Said> other = new ArrayList<>(
                said.stream().flatMap(Said::halves).map(Said::inUpperCase).toList());
        Collections.shuffle(other, random);

        // when, then
        assertThat(rights(other, ALL)).isEqualTo(rights(said, ALL));
    }

    /** Of what the other element means, a statement means just what the same with the negated element does not. */
    @Property(tries = 200)
    void anElementAndItsNegationAreComplements(@ForAll("statement") Said one, @ForAll boolean ofActions) {
        Said named = new Said(true, one.notAction(), one.actions(), one.notResource(), one.resource(), "");
        Said negated = new Said(
                true, one.notAction() != ofActions, one.actions(), one.notResource() == ofActions, one.resource(), "");
        Said both = ofActions
                ? new Said(true, false, List.of("*"), one.notResource(), one.resource(), "")
                : new Said(true, one.notAction(), one.actions(), false, "*", "");

        for (String question : QUESTIONS) {
            String[] asked = question.split(" ", -1);
            assertThat(speaks(named, asked) != speaks(negated, asked))
                    .as(question)
                    .isEqualTo(speaks(both, asked));
        }
    }

    private static boolean speaks(Said said, String... asked) {
        MadeRole role = role(List.of(said));
        RolePrivileges privileges = RolePrivileges.of(role.resource(), estate(role, ALL));
        return !privileges
                .policies()
                .statements(privileges.request(asked[0], asked[1]), true)
                .isEmpty();
    }

    private static Said allowing(Said one, boolean allow) {
        return new Said(allow, one.notAction(), one.actions(), one.notResource(), one.resource(), one.condition());
    }

    private static List<Said> with(List<Said> said, Said more) {
        return Stream.concat(said.stream(), Stream.of(more)).toList();
    }

    private static String[] texts(List<Said> said) {
        return said.stream().map(Said::json).toArray(String[]::new);
    }

    private static MadeRole role(List<Said> said) {
        return MadeRole.role("self").trustedByEc2().inline(texts(said));
    }

    private static Estate estate(MadeRole self, String control) {
        Resource<Role> tagged = self.resource().withTags(Map.of("team", "red"));
        Estates.Made<Role> made = () -> tagged;
        return Estates.estate()
                .with(
                        made,
                        MadeRole.role("other")
                                .attached(MadeRole.allow("s3:*,ec2:*", "*"))
                                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'"
                                        + Estates.ACCOUNT + "','Service':'lambda.amazonaws.com'}}"),
                        MadeRole.role("by-name")
                                .inline(MadeRole.allow("*", "*"))
                                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + IAM
                                        + "role/self'}}"),
                        organizationPolicy("guard", control))
                .build();
    }

    private static Map<String, Certainty> answers(List<Said> said, String control) {
        return answers(estate(role(said), control));
    }

    private static Map<String, Certainty> answers(Estate estate) {
        Map<String, Certainty> answers = new TreeMap<>();
        RolePrivileges self =
                RolePrivileges.of(estate.stored(Role.class, "self").orElseThrow(), estate);
        for (String question : QUESTIONS) {
            String[] asked = question.split(" ", -1);
            answers.put("can " + question, self.decide(asked[0], asked[1]).verdict());
            answers.put("may " + question, self.allows(asked[0], asked[1]));
        }
        answers.put("administrator", self.administrator());
        answers.put("reads data", self.readsAllData());
        return answers;
    }

    /** With the steps to other roles: to give itself rights that it has, or to lift what denies nothing, is none. */
    private static Map<String, Certainty> rights(List<Said> said, String control) {
        Estate estate = estate(role(said), control);
        Map<String, Certainty> rights = answers(estate);
        RolePrivileges self =
                RolePrivileges.of(estate.stored(Role.class, "self").orElseThrow(), estate);
        PrivilegeGraph.of(estate).steps(self).stream()
                .filter(step -> !Set.of("DeleteRolePolicy", "DetachRolePolicy").contains(step.name()))
                .forEach(step -> rights.merge(
                        step.name() + " to " + step.target() + step.administrator(), step.certainty(), Certainty::or));
        return rights;
    }

    @Provide
    Arbitrary<List<Said>> statements() {
        return statement().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Said> statement() {
        return Combinators.combine(
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(
                                        "*",
                                        "iam:*",
                                        "iam:Put*",
                                        "iam:PassRole",
                                        "iam:Tag*",
                                        "sts:AssumeRole",
                                        "s3:Get*",
                                        "s3:*",
                                        "ec2:*",
                                        "lambda:*",
                                        "iam:?reateUser")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        Arbitraries.of(false, false, false, false, true),
                        Arbitraries.of(
                                "*",
                                "*",
                                IAM + "role/*",
                                IAM + "role/other",
                                IAM + "user/*",
                                "arn:aws:s3:::b*",
                                "arn:aws:s3:::${aws:PrincipalTag/team}/*"),
                        Arbitraries.of(
                                "",
                                "",
                                "",
                                "{'StringEquals':{'aws:PrincipalTag/team':'red'}}",
                                "{'StringNotEquals':{'aws:SourceVpc':'v'}}",
                                "{'StringEquals':{'iam:PassedToService':'lambda.amazonaws.com'}}"))
                .as(Said::new);
    }
}
