package io.muster.rule.network;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges UDP as well: Memcached answers over UDP, and has been used to amplify attacks. */
@Singleton
class IngressDatabasePort extends WatchedPortRule {

    IngressDatabasePort() {
        super(
                new RuleMetadata(
                        "sg-ingress-database-port-internet",
                        "Database port is open to the internet",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "Databases, caches, queues and search engines hold the data itself, and many of them ask for no"
                                + " password as they are preset. The sources of all rules of the group count together.",
                        "Let the group of the application in, in place of addresses: aws ec2"
                                + " authorize-security-group-ingress --group-id ID --protocol tcp --port PORT --source-group"
                                + " APPLICATION, then aws ec2 revoke-security-group-ingress with the rules that the evidence"
                                + " names. People reach the database by Session Manager's port forwarding.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html",
                                FSBP + "#ec2-19"),
                        List.of(
                                Control.fsbp("EC2.19"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306"),
                                Control.prowler(
                                        "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_redis_6379"),
                                Control.prowler(
                                        "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mongodb_27017_27018"),
                                Control.prowler(
                                        "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_memcached_11211"))),
                WatchedPorts.DATABASE);
    }
}
