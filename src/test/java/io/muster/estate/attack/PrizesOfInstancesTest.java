package io.muster.estate.attack;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Roles that instances have and that identities assume as well: an attacker on an instance has no MFA, no source identity and no tags of a session,
 * whatever those have.
 */
class PrizesOfInstancesTest {

    private static final String BY = "{'Effect':'Allow','Action':['sts:AssumeRole','sts:TagSession'],'Principal':{%s}}";
    private static final String BOTH = BY.formatted("'Service':'ec2.amazonaws.com','AWS':'" + Estates.ACCOUNT + "'");

    private static final JsonNode KEY_POLICY = MadeRole.policy(
            "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'" + Estates.ACCOUNT + "'}}");

    private final MadeInstance host = instance("i-1").profile("p");

    private Estate estate(MadeRole role) {
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted("'AWS':'" + Estates.ACCOUNT + "'"));
        return Estates.estate()
                .with(
                        role.trust(BOTH),
                        admin,
                        host,
                        Made.profile("p", "r"),
                        Made.of("eice-1", Parts.of(InstanceConnectEndpoint.class)))
                .build();
    }

    private static MadeRole conditional(String actions, String condition) {
        return role("r")
                .inline("{'Effect':'Allow','Action':['" + actions.replace(" ", "','")
                        + "'],'Resource':'*','Condition':{" + condition + "}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    *                                        | 'Bool':{'aws:MultiFactorAuthPresent':'true'}
                    sts:AssumeRole                           | 'Bool':{'aws:MultiFactorAuthPresent':'true'}
                    s3:GetObject                             | 'NumericLessThan':{'aws:MultiFactorAuthAge':'300'}
                    ssm:SendCommand                          | 'StringLike':{'aws:SourceIdentity':'*'}
                    iam:PutRolePolicy iam:AttachRolePolicy   | 'StringEquals':{'aws:PrincipalTag/team':'admins'}
                    ec2-instance-connect:OpenTunnel          | 'Bool':{'aws:MultiFactorAuthPresent':'true'}
                    """)
    void anInstanceLacksWhatIdentitiesHave(String actions, String condition) {
        // given
        MadeRole role = conditional(actions, condition);
        Estate estate = estate(role);

        // when, then
        assertThat(RolePrivileges.of(role.resource(), estate)
                        .allows(actions.equals("*") ? "x:y" : actions.split(" ", -1)[0], "*"))
                .as("of some session")
                .isEqualTo(Certainty.POSSIBLE);
        assertThat(Prizes.of(role.resource(), estate)).isEmpty();
        assertThat(new Tunnels(estate).from(host.resource()).possible()).isEmpty();
    }

    /** The same reads as the rule counts, parameters and what keys encrypt among them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    s3:GetObject             | arn:aws:s3:::*/*                 | may do s3:GetObject on everything
                    ssm:GetParametersByPath  | *                                | may do ssm:GetParametersByPath on everything
                    ssm:GetParametersByPath  | arn:aws:ssm:*:*:parameter/app/*  | -
                    kms:Decrypt              | *                                | may do kms:Decrypt on everything
                    kms:Decrypt              | arn:aws:kms:*:*:key/other        | -
                    """)
    void theDataOfAnInstance(String action, String resource, String expected) {
        // given
        MadeRole role = role("r").inline(allow(action, resource)).trustedByEc2();
        Estate estate = Estates.estate()
                .with(role, host, Made.profile("p", "r"), Made.of("k", Parts.of(KmsKey.class, "policy", KEY_POLICY)))
                .build();

        // when, then
        assertThat(Prizes.of(role.resource(), estate))
                .filteredOn(prize -> prize.type() == Prize.Type.DATA && prize.certain())
                .extracting(Prize::why)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
        assertThat(AttackPaths.KINDS).as("keys decide about decryption").contains(ResourceKind.KMS_KEY);
    }

    /** What holds for both is the same for both, by one step or by several. */
    @ParameterizedTest
    @CsvSource({"*, ADMINISTRATOR", "sts:AssumeRole, ESCALATION"})
    void anInstanceHasWhatEverySessionHas(String actions, Prize.Type expected) {
        // given
        MadeRole role = conditional(actions, "'Bool':{'aws:SecureTransport':'true'}");

        // when, then
        assertThat(Prizes.of(role.resource(), estate(role))).singleElement().satisfies(prize -> {
            assertThat(prize.type()).isEqualTo(expected);
            assertThat(prize.certain()).isTrue();
        });
    }
}
