package io.muster.rule.iam;

import io.muster.estate.privilege.Breadth;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.DataRead;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** By the same list of rights as the prizes of attack paths. */
@Singleton
class RoleReadsAllData extends HeldRights {

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
                DataRead.ALL.stream().map(Read::new).toList());
    }

    @Override
    public String version() {
        return "12";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY, ResourceKind.KMS_KEY);
    }

    private record Read(DataRead of) implements Right {

        @Override
        public String name() {
            return of.action();
        }

        @Override
        public Certainty heldBy(RolePrivileges privileges, Breadth breadth) {
            return of.heldBy(privileges, breadth);
        }

        @Override
        public Stream<Statement> grants(RolePrivileges privileges, Breadth breadth) {
            return of.grants(privileges, breadth);
        }
    }
}
