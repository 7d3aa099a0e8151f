package io.muster.rule.iam;

import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS's policy for the agent of Systems Manager reads all parameters: so many roles have it that it tells nothing, and parameters count by
 * other policies alone. A right to decrypt counts where the policy of some key leaves it to policies of identities, or grants it.
 */
@Singleton
class RoleReadsAllData extends HeldRights {

    private static final String TABLES = "arn:%1$s:dynamodb:~any~:%2$s:table/~any~";

    RoleReadsAllData() {
        super(
                new RuleMetadata(
                        "iam-instance-role-data-read-wildcard",
                        "Role of an instance can read all secrets, parameters, tables or buckets, or decrypt with all keys",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "An attacker who runs code on one of the role's instances, or reads its metadata, reads every secret,"
                                + " parameter, table or object of the account, or what all of its keys encrypt. All policies count together, with their denials and within"
                                + " the permissions boundary.",
                        "Name the secrets, parameters, tables, buckets and keys that the workload reads in Resource, or limit the"
                                + " statement by tags; kms:ViaService limits a key to requests of a service: aws iam put-role-policy, or create-policy-version --set-as-default.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                                "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html"),
                        List.of()),
                "The role may do this to everything of the account:",
                "rights",
                List.of(
                        Group.of("s3:GetObject", "arn:%1$s:s3:::~any~/~any~"),
                        Group.of("secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:~any~:%2$s:secret:~any~"),
                        Group.of("dynamodb:BatchGetItem", TABLES),
                        Group.of("dynamodb:GetItem", TABLES),
                        Group.of("dynamodb:PartiQLSelect", TABLES),
                        Group.of("dynamodb:Query", TABLES),
                        Group.of("dynamodb:Scan", TABLES),
                        Group.of("kms:Decrypt", "arn:%1$s:kms:~any~:%2$s:key/~any~"),
                        new Parameters("ssm:GetParameter"),
                        new Parameters("ssm:GetParameterHistory"),
                        new Parameters("ssm:GetParameters"),
                        new Parameters("ssm:GetParametersByPath")));
    }

    @Override
    public String version() {
        return "10";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY, ResourceKind.KMS_KEY);
    }

    /** All parameters of Systems Manager, by another policy than the agent's. */
    private record Parameters(String name) implements Right {

        private static final String RESOURCE = "arn:%1$s:ssm:~any~:%2$s:parameter/~any~";
        private static final String OF_AGENT = "arn:%s:iam::aws:policy/AmazonSSMManagedInstanceCore";

        @Override
        public Certainty heldBy(Resource<Role> role, RolePrivileges privileges) {
            return privileges.allowsWithout(ofAgent(role), name, Group.arn(role, RESOURCE));
        }

        @Override
        public Stream<Statement> grants(Resource<Role> role, RolePrivileges privileges) {
            return privileges.decide(name, Group.arn(role, RESOURCE)).grants().stream()
                    .filter(statement -> !ofAgent(role).equals(statement.policy()));
        }

        private static String ofAgent(Resource<Role> role) {
            return OF_AGENT.formatted(role.scope().partition());
        }
    }
}
