package io.muster.estate.privilege;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts of a request that a role makes itself, or that CloudFormation makes for it where the role may create stacks. A condition may see
 * either caller.
 *
 * @param byStacks whether stacks make such a request; one that they do not make has as many levels, for actions on one resource are asked about
 *     level by level
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">IAM User Guide, forward access
 *     sessions</a>
 */
record Forwarding(RolePrivileges role, Facts facts, boolean byStacks) implements Facts {

    private static final String OF_TOKENS = "sts:";

    /** Actions that return or open a session for the caller: no stack can make such a request. */
    private static final Set<String> OF_SESSIONS = Set.of(
            "airflow:createclitoken",
            "appstream:createappblockbuilderstreamingurl",
            "appstream:createimagebuilderstreamingurl",
            "appstream:createstreamingurl",
            "bedrock-agentcore:connectbrowserautomationstream",
            "bedrock-agentcore:startbrowsersession",
            "bedrock-agentcore:startcodeinterpretersession",
            "deadline:assumefleetroleforworker",
            "deadline:assumequeueroleforuser",
            "ec2-instance-connect:sendsshpublickey",
            "ecs:executecommand",
            "sagemaker:createpresigneddomainurl",
            "sagemaker:createpresignednotebookinstanceurl",
            "ssm:startsession");

    static Facts of(RolePrivileges role, String action, Facts facts) {
        String name = action.toLowerCase(Locale.ROOT);
        return name.startsWith(OF_TOKENS) ? facts : new Forwarding(role, facts, !OF_SESSIONS.contains(name));
    }

    @Override
    public Facts now() {
        return facts;
    }

    @Override
    public Fact of(String key) {
        Fact fact = facts.of(key);
        Fact told = byStacks ? Requester.BY_STACKS.get(key) : null;
        return told != null && fact.known() && role.makesStacks() != Certainty.NO
                ? new Fact(
                        Stream.concat(fact.alternatives().stream(), told.alternatives().stream())
                                .distinct()
                                .toList(),
                        Optional.empty(),
                        true)
                : fact;
    }

    /** Whether the role may make some stack, at once or by a change set; or change one, which is there perhaps. */
    static Certainty isLeftTo(RolePrivileges role) {
        return mayOnOne(role, List.of("cloudformation:CreateStack"))
                .or(mayOnOne(role, List.of("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet")))
                .or(mayOnOne(role, List.of("cloudformation:UpdateStack")).and(Certainty.POSSIBLE));
    }

    private static Certainty mayOnOne(RolePrivileges role, List<String> actions) {
        String stacks = "arn:" + role.partition() + ":cloudformation:*:" + role.accountId() + ":stack/*/*";
        return SomeResource.of(
                role,
                stacks,
                actions.stream().map(action -> role.request(action, stacks)).toList());
    }
}
