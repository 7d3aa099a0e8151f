package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The instances of a region. */
final class Instances {

    static final String ROOT_DEVICE = "/dev/xvda";
    static final String DATA_DEVICE = "/dev/sdf";

    private final Site site;
    private final Interfaces interfaces;
    private final Volumes volumes;

    Instances(Site site, Interfaces interfaces, Volumes volumes) {
        this.site = site;
        this.interfaces = interfaces;
        this.volumes = volumes;
    }

    Instance instance(int number) {
        Launch launch = new Launch(number);
        Instance.Builder instance = described(launch);
        if (launch.terminated()) {
            return instance.stateTransitionReason("User initiated").build();
        }
        attached(launch, instance);
        if (launch.stopped()) {
            instance.stateTransitionReason("User initiated (2026-09-30 18:00:00 GMT)");
        }
        if (launch.hasProfile()) {
            instance.iamInstanceProfile(p -> p.arn(site.profileArn(launch.workload()))
                    .id(site.accountDice().of(launch.workload().name()).iamId("AIPA", 0)));
        }
        return instance.build();
    }

    private Instance.Builder described(Launch launch) {
        int number = launch.number();
        Workload workload = launch.workload();
        return Instance.builder()
                .instanceId(site.instance(number))
                .instanceType(workload.instanceType())
                .imageId(site.image(OwnImage.of(workload)))
                .platformDetails("Linux/UNIX")
                .architecture(workload.instanceType().contains("7g") ? "arm64" : "x86_64")
                .state(state(launch))
                .launchTime(site.dice().past("launch", launch.reservation()))
                .amiLaunchIndex(launch.zone())
                .placement(p -> p.availabilityZone(site.zone(launch.zone())).tenancy("default"))
                .keyName(site.keyPairName(workload.autoScaled() ? 0 : 1))
                .ebsOptimized(workload != Workload.LEGACY)
                .monitoring(m -> m.state(launch.monitored() ? "enabled" : "disabled"))
                .rootDeviceName(ROOT_DEVICE)
                .rootDeviceType("ebs")
                .operator(launch.operator())
                .tags(tags(launch));
    }

    /** The attributes that a terminated instance has lost. */
    private void attached(Launch launch, Instance.Builder instance) {
        List<NetworkInterface> mine = interfaces.ofInstance(launch.number());
        NetworkInterface primary = mine.get(0);
        instance.metadataOptions(metadataOptions(launch))
                .vpcId(primary.vpcId())
                .subnetId(primary.subnetId())
                .privateIpAddress(primary.privateIpAddress())
                .privateDnsName(primary.privateDnsName())
                .sourceDestCheck(true)
                .securityGroups(primary.groups())
                .networkInterfaces(
                        mine.stream().map(Instances::asSeenByInstance).toList())
                .blockDeviceMappings(blockDevices(launch));
        Optional.ofNullable(primary.association()).ifPresent(a -> instance.publicIpAddress(a.publicIp()));
        primary.ipv6Addresses().stream().findFirst().ifPresent(a -> instance.ipv6Address(a.ipv6Address()));
    }

    private static InstanceState state(Launch launch) {
        InstanceState.Builder state = InstanceState.builder();
        if (launch.terminated()) {
            return state.code(48).name("terminated").build();
        }
        return launch.stopped()
                ? state.code(80).name("stopped").build()
                : state.code(16).name("running").build();
    }

    private static InstanceMetadataOptionsResponse metadataOptions(Launch launch) {
        return InstanceMetadataOptionsResponse.builder()
                .state(launch.imdsChanging() ? "pending" : "applied")
                .httpEndpoint(launch.imdsOff() ? "disabled" : "enabled")
                .httpTokens(launch.imdsV1Accepted() ? "optional" : "required")
                .httpPutResponseHopLimit(launch.imdsTwoHops() ? 2 : 1)
                .httpProtocolIpv6("disabled")
                .instanceMetadataTags(launch.workload() == Workload.LEGACY ? "enabled" : "disabled")
                .build();
    }

    private List<InstanceBlockDeviceMapping> blockDevices(Launch launch) {
        List<InstanceBlockDeviceMapping> devices = new ArrayList<>();
        volumes.ofInstance(launch)
                .forEach(volume -> volume.attachments()
                        .forEach(attachment -> devices.add(InstanceBlockDeviceMapping.builder()
                                .deviceName(attachment.device())
                                .ebs(ebs -> ebs.volumeId(volume.volumeId())
                                        .status("attached")
                                        .attachTime(attachment.attachTime())
                                        .deleteOnTermination(attachment.deleteOnTermination()))
                                .build())));
        return devices;
    }

    private static InstanceNetworkInterface asSeenByInstance(NetworkInterface seen) {
        InstanceNetworkInterface.Builder own = InstanceNetworkInterface.builder()
                .networkInterfaceId(seen.networkInterfaceId())
                .interfaceType(seen.interfaceTypeAsString())
                .status(seen.statusAsString())
                .ownerId(seen.ownerId())
                .vpcId(seen.vpcId())
                .subnetId(seen.subnetId())
                .groups(seen.groups())
                .privateIpAddress(seen.privateIpAddress())
                .sourceDestCheck(seen.sourceDestCheck())
                .ipv6Addresses(seen.ipv6Addresses().stream()
                        .map(a -> InstanceIpv6Address.builder()
                                .ipv6Address(a.ipv6Address())
                                .build())
                        .toList())
                .attachment(a -> a.attachmentId(seen.attachment().attachmentId())
                        .deviceIndex(seen.attachment().deviceIndex())
                        .deleteOnTermination(seen.attachment().deleteOnTermination())
                        .status(seen.attachment().statusAsString()));
        Optional.ofNullable(seen.association())
                .ifPresent(given ->
                        own.association(a -> a.publicIp(given.publicIp()).ipOwnerId(given.ipOwnerId())));
        return own.build();
    }

    private List<Tag> tags(Launch launch) {
        Workload workload = launch.workload();
        List<Tag> tags = new ArrayList<>();
        tags.add(Site.tag("Name", workload.label() + (workload.autoScaled() ? "" : "-" + launch.number())));
        tags.add(Site.tag("workload", workload.label()));
        tags.add(Site.tag("environment", site.accountNumber() % 2 == 0 ? "test" : "production"));
        workload.owner().ifPresent(owner -> tags.add(Site.tag("owner", owner)));
        if (workload == Workload.LEGACY) {
            tags.add(Site.tag("admin-password", "a made-up one of the demo"));
        }
        if (workload.autoScaled()) {
            tags.add(Site.tag("aws:autoscaling:groupName", workload.label() + "-" + site.region()));
        }
        return tags;
    }
}
