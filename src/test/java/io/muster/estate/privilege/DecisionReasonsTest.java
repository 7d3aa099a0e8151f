package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements that decide, and the reasons for which a decision may be another one. */
class DecisionReasonsTest {

    /** Policies of resources other than roles and keys are not read. */
    @ParameterizedTest
    @CsvSource({
        "s3:*,  s3:GetObject,                  arn:aws:s3:::b/key,                                             true",
        "x:y,   s3:GetObject,                  arn:aws:s3:::b/key,                                             true",
        "x:y,   secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:111122223333:secret:s-abc,  true",
        "x:y,   sqs:SendMessage,               arn:aws:sqs:eu-central-1:444455556666:q,                        false",
        "x:y,   s3:ListAllMyBuckets,           *,                                                              false",
        "x:y,   lex:StartConversation,         arn:aws:lex:eu-central-1:111122223333:bot-alias/b/a,            true",
        "x:y,   s3express:CreateSession,       arn:aws:s3express:eu-central-1:111122223333:bucket/b--x-s3,     true",
        "x:y,   s3tables:GetTableData,         arn:aws:s3tables:eu-central-1:111122223333:bucket/b/table/t,    true",
        "x:y,   schemas:DescribeSchema,        arn:aws:schemas:eu-central-1:111122223333:schema/r/s,           true",
        "x:y,   serverlessrepo:GetApplication, arn:aws:serverlessrepo:eu-central-1:111122223333:applications/a, true",
        "x:y,   bedrock-agentcore:InvokeAgentRuntime, arn:aws:bedrock-agentcore:eu-central-1:111122223333:runtime/r, true",
        "x:y,   cloudtrail:StartQuery, arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/e, true",
        "x:y,   dsql:DbConnectAdmin, arn:aws:dsql:eu-central-1:111122223333:cluster/c, true",
        "x:y,   ecr-public:PutImage, arn:aws:ecr-public::111122223333:repository/r, true",
        "x:y,   kafka:CreateVpcConnection, arn:aws:kafka:eu-central-1:111122223333:cluster/c/u, true",
        "x:y,   oam:CreateLink, arn:aws:oam:eu-central-1:111122223333:sink/s, true",
        "x:y,   organizations:ListAccountsForParent, arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-ab12-1, true",
        "x:y,   redshift:DescribeDataShares, arn:aws:redshift:eu-central-1:111122223333:namespace:n, true",
        "x:y,   s3-object-lambda:GetObject, arn:aws:s3-object-lambda:eu-central-1:111122223333:accesspoint/a, true",
        "x:y,   s3vectors:GetVectors, arn:aws:s3vectors:eu-central-1:111122223333:bucket/b/index/i, true",
        "x:y,   signer:StartSigningJob, arn:aws:signer:eu-central-1:111122223333:/signing-profiles/p, true",
        "x:y,   ssm-contacts:StartEngagement, arn:aws:ssm-contacts:eu-central-1:111122223333:contact/c, true",
        "x:y,   ssm:GetParameter, arn:aws:ssm:eu-central-1:111122223333:parameter/p, true",
        "x:y,   imagebuilder:GetImage, arn:aws:imagebuilder:eu-central-1:111122223333:image/i/1.0.0/1, true",
        "x:y,   network-firewall:AssociateFirewallPolicy, arn:aws:network-firewall:eu-central-1:111122223333:firewall-policy/p, true",
        "x:y,   networkmanager:CreateVpcAttachment, arn:aws:networkmanager::111122223333:core-network/c, true",
        "x:y,   route53resolver:AssociateResolverRule, arn:aws:route53resolver:eu-central-1:111122223333:resolver-rule/r, true",
        "x:y,   ec2:StopInstances,             arn:aws:ec2:eu-central-1:111122223333:instance/i-1,             false",
        "!s3:*, s3:GetObject,                  arn:aws:s3:::b/key,                                             false"
    })
    void saysWhereAPolicyOfTheResourceMayDecide(String held, String action, String resource, boolean expected) {
        MadeRole role = role("r").inline(held.startsWith("!") ? deny(held.substring(1), "*") : allow(held, "*"));

        assertThat(decide(role, action, resource).reasons().stream()
                        .anyMatch(reason -> reason.startsWith("the policy of the resource")))
                .isEqualTo(expected);
    }

    @Test
    void saysWhichStatementsDecide() {
        // given
        MadeRole role = role("r")
                .attached("{'Sid':'All','Effect':'Allow','Action':'*','Resource':'*'}")
                .inline(deny("s3:Get*", "*"));

        // when
        Decision decision = decide(role, "s3:GetObject", "arn:aws:s3:::b/key");

        // then
        assertThat(decision.grants())
                .singleElement()
                .extracting(Statement::position)
                .isEqualTo("All");
        assertThat(decision.denials())
                .singleElement()
                .extracting(Statement::policy)
                .isEqualTo("inline-1");
    }

    private static Decision decide(MadeRole role, String action, String resource) {
        return RolePrivileges.of(role.resource(), Estates.estate().with(role).build())
                .decide(action, resource);
    }
}
