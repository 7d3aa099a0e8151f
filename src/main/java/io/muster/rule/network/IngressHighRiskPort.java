package io.muster.rule.network;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** The ports of Security Hub's list and some more; those for administration and of databases have rules of their own. */
@Singleton
class IngressHighRiskPort extends WatchedPortRule {

    IngressHighRiskPort() {
        super(
                new RuleMetadata(
                        "sg-ingress-high-risk-port-internet",
                        "High-risk port is open to the internet",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "File shares, mail, directories, remote procedure calls, Docker's and Kubernetes' interfaces and"
                                + " development servers are attacked as soon as they answer on the internet. The sources"
                                + " of all rules of the group count together.",
                        "Remove the rules that the evidence names with aws ec2 revoke-security-group-ingress --group-id"
                                + " ID --security-group-rule-ids RULE, and let the groups or networks of the callers in.",
                        List.of(RULES_REFERENCE, FSBP + "#ec2-19"),
                        List.of(
                                Control.fsbp("EC2.19"),
                                Control.cis("4.0", "5.1.2"),
                                Control.cis("5.0", "5.1.2"),
                                Control.cis("6.0", "6.1.2"),
                                Control.cis("7.0", "6.1.2"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports"),
                                Control.prowler(
                                        "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_ftp_20_21"))),
                WatchedPorts.HIGH_RISK);
    }
}
