package io.muster.rule.network;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** Over TCP and UDP alike: RDP uses both. */
@Singleton
class IngressAdminPort extends WatchedPortRule {

    IngressAdminPort() {
        super(
                new RuleMetadata(
                        "sg-ingress-admin-port-internet",
                        "Administration port is open to the internet",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "Scans of the internet look for SSH, Telnet, RDP, VNC and WinRM first. The sources of all rules"
                                + " of the group count together: two halves of the internet are the internet.",
                        "Remove the rule, and reach the instances by Session Manager or an EC2 Instance Connect Endpoint, which"
                                + " need no open port: aws ec2 revoke-security-group-ingress --group-id ID --security-group-rule-ids"
                                + " RULE, with the rules that the evidence names.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
                                FSBP + "#ec2-19"),
                        withCis(
                                List.of(
                                        Control.fsbp("EC2.19"),
                                        Control.securityHub("EC2.13"),
                                        Control.securityHub("EC2.14"),
                                        Control.securityHub("EC2.53"),
                                        Control.securityHub("EC2.54")),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389"),
                                Control.prowler(
                                        "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_telnet_23"))),
                WatchedPorts.ADMIN);
    }
}
