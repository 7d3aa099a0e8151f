package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a permissions boundary allows anything of Amazon SQS. */
class BoundaryTest {

    @ParameterizedTest
    @MethodSource
    void allowsSomeOfTheService(MadeRole role, Certainty expected) {
        RolePrivileges privileges = RolePrivileges.of(
                role.resource(), Estates.estate().with(role).global().build());

        assertThat(privileges.boundaryAllowsSomeOf("sqs")).isEqualTo(expected);
    }

    static Stream<Arguments> allowsSomeOfTheService() {
        return Stream.of(
                argumentSet("no boundary", role("r"), Certainty.YES),
                argumentSet("not read", role("r").boundaryDocument(null), Certainty.POSSIBLE),
                argumentSet("not a policy", role("r").boundaryDocument(Estates.json("{}")), Certainty.POSSIBLE),
                argumentSet("everything", bounded(allow("*", "*")), Certainty.YES),
                argumentSet("the service", bounded(allow("s3:*, SQS:*", "*")), Certainty.YES),
                argumentSet("an action", bounded(allow("sqs:SendMessage", "arn:aws:sqs:*:*:q")), Certainty.YES),
                argumentSet("actions of any service", bounded(allow("*:Get*", "*")), Certainty.YES),
                argumentSet("services of such names", bounded(allow("s?s:*", "*")), Certainty.YES),
                argumentSet("another service", bounded(allow("s3:*", "*")), Certainty.NO),
                argumentSet("a service whose name begins so", bounded(allow("sqsx:*", "*")), Certainty.NO),
                argumentSet("all but the service", bounded(allBut("Allow", "sqs:*")), Certainty.NO),
                argumentSet("all but an action", bounded(allBut("Allow", "sqs:Send*")), Certainty.YES),
                argumentSet("all but another service", bounded(allBut("Allow", "s3:*")), Certainty.YES),
                argumentSet("denied", bounded(allow("*", "*"), deny("sqs:*", "*")), Certainty.NO),
                argumentSet(
                        "denied on one", bounded(allow("*", "*"), deny("sqs:*", "arn:aws:sqs:*:*:q")), Certainty.YES),
                argumentSet("an action denied", bounded(allow("*", "*"), deny("sqs:SendMessage", "*")), Certainty.YES),
                argumentSet("denied on a condition", bounded(allow("*", "*"), CONDITIONAL), Certainty.YES),
                argumentSet("all but another denied", bounded(allow("*", "*"), allBut("Deny", "s3:*")), Certainty.NO),
                argumentSet(
                        "all but an action denied",
                        bounded(allow("*", "*"), allBut("Deny", "sqs:SendMessage")),
                        Certainty.YES));
    }

    private static final String CONDITIONAL = "{'Effect': 'Deny', 'Action': 'sqs:*', 'Resource': '*',"
            + " 'Condition': {'Bool': {'aws:SecureTransport': 'false'}}}";

    private static MadeRole bounded(String... statements) {
        return role("r").boundary(statements);
    }

    private static String allBut(String effect, String actions) {
        return "{'Effect': '" + effect + "', 'NotAction': '" + actions + "', 'Resource': '*'}";
    }
}
