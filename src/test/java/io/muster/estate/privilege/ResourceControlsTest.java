package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceControlsTest {

    private static final String DENIAL = "{'Effect':'Deny','Principal':'*','Action':'%s','Resource':'*'}";

    /** They bind the services that support them, requests that name a resource, and all actions but {@code kms:RetireGrant}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s3:GetObject   | s3:GetObject                | arn:aws:s3:::b/k                                         | NO
                    s3:GetObject   | s3:PutObject                | arn:aws:s3:::b/k                                         | YES
                    firehose:*     | firehose:PutRecord          | arn:aws:firehose:eu-central-1:111122223333:deliverystream/d | NO
                    cloudfront:*   | cloudfront:GetDistribution  | arn:aws:cloudfront::111122223333:distribution/D          | NO
                    codebuild:*    | codebuild:StartBuild        | arn:aws:codebuild:eu-central-1:111122223333:project/p    | NO
                    codebuild:*    | codebuild:StartBuild        | arn:aws:codebuild:eu-central-1:444455556666:project/p    | POSSIBLE
                    events:Put*    | events:PutEvents            | arn:aws:events:eu-central-1:111122223333:event-bus/b     | NO
                    s3:*           | s3:ListAllMyBuckets         | *                                                        | POSSIBLE
                    kms:*          | kms:RetireGrant             | *                                                        | YES
                    lambda:*       | lambda:InvokeFunction       | arn:aws:lambda:eu-central-1:111122223333:function:f      | POSSIBLE
                    sqs:*          | lambda:InvokeFunction       | arn:aws:lambda:eu-central-1:111122223333:function:f      | YES
                    """)
    void controlsBindServicesThatSupportThem(String denied, String action, String resource, Certainty expected) {
        assertThat(decide(DENIAL.formatted(denied), action, resource).verdict()).isEqualTo(expected);
    }

    /** What cannot be read may deny what it could bind. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s3:GetObject           | arn:aws:s3:::b/k                                     | POSSIBLE
                    lambda:InvokeFunction  | arn:aws:lambda:eu-central-1:111122223333:function:f  | YES
                    """)
    void unreadableControlsMayDeny(String action, String resource, Certainty expected) {
        assertThat(decide("{'Effect':'deny'}", action, resource).verdict()).isEqualTo(expected);
    }

    private static Decision decide(String statement, String action, String resource) {
        MadeRole self = role("r").inline(allow("*", "*"));
        var estate = Estates.estate()
                .with(
                        self,
                        organizationPolicy("all", "{'Effect':'Allow','Action':'*','Resource':'*'}"),
                        organizationPolicy("guard", "RESOURCE_CONTROL_POLICY", statement))
                .build();
        return RolePrivileges.of(self.resource(), estate).decide(action, resource);
    }
}
