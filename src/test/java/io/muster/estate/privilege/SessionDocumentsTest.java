package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of Systems Manager under policies as AWS publishes them, which have the right to the session's document checked. */
class SessionDocumentsTest {

    private static final String HOSTS = "arn:aws:ec2:*:111122223333:instance/*";
    private static final String IF_CHECKED =
            "{'Effect':'%s','Action':'ssm:StartSession','Resource':'%s','Condition':{'BoolIfExists':{'ssm:SessionDocumentAccessCheck':'%s'}}}";

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    arn:aws:ssm:eu-central-1:111122223333:document/SSM-SessionManagerRunShell, YES
                    arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell,                       YES
                    arn:aws:ssm:*:*:document/AWS-StartInteractiveCommand,                      YES
                    *,                                                                         YES
                    arn:aws:ssm:us-east-1:111122223333:document/SSM-SessionManagerRunShell,    -
                    arn:aws:ssm:*:111122223333:document/of-a-team,                             POSSIBLE
                    arn:aws:ssm:*:*:document/AWS-StartPortForwardingSession,                   POSSIBLE
                    arn:aws:ssm:*:*:session/*,                                                 -
                    """)
    void aStatementThatHasTheDocumentChecked(String document, Certainty expected) {
        assertSession(
                role("self")
                        .inline(
                                IF_CHECKED.formatted("Allow", HOSTS, true),
                                IF_CHECKED.formatted("Allow", document, true)),
                expected);
        assertSession(
                role("self")
                        .inline(
                                allow("ssm:StartSession", HOSTS),
                                allow("ssm:StartSession", document),
                                IF_CHECKED.formatted("Deny", "*", false)),
                expected);
    }

    /** Without the condition, the right to the document is not asked for. */
    @ParameterizedTest
    @CsvSource({"arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:eu-central-1:111122223333:instance/i-1"})
    void aStatementWithoutTheCheck(String host) {
        assertSession(role("self").inline(allow("ssm:StartSession", host)), Certainty.YES);
    }

    private static void assertSession(MadeRole self, Certainty expected) {
        // given
        Estate estate = Estates.estate()
                .with(self, role("admin").inline(allow("*", "*")).trustedByEc2(), Made.profile("p", "admin"))
                .with(instance("i-1").profile("p"), Made.node("i-1", "Online"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }
}
