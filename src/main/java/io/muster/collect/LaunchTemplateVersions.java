package io.muster.collect;

import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.LaunchNetworkInterface;
import io.muster.inventory.kind.LaunchTemplateVersion;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatesMonitoring;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** How a version of a launch template is read. Of its user data, a hash and a verdict are kept. */
final class LaunchTemplateVersions {

    private LaunchTemplateVersions() {}

    /** A version with its template's id. */
    record Of(String templateId, LaunchTemplateVersion version) {
        static Of read(software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion version) {
            return new Of(
                    UnreadableItem.require("the template's id", version.launchTemplateId()),
                    LaunchTemplateVersions.version(version));
        }
    }

    /** The versions that were read, by number; null where the default or the latest one was not read. */
    static @Nullable List<LaunchTemplateVersion> inUse(
            LaunchTemplate template, @Nullable Map<Long, LaunchTemplateVersion> read) {
        boolean known = read != null
                && Stream.of(template.defaultVersionNumber(), template.latestVersionNumber())
                        .allMatch(number -> number == null || read.containsKey(number));
        return known
                ? read.values().stream()
                        .map(version -> placed(version, template))
                        .toList()
                : null;
    }

    /** Which version is the latest one, the template alone tells. */
    private static LaunchTemplateVersion placed(LaunchTemplateVersion version, LaunchTemplate template) {
        return new LaunchTemplateVersion(
                version.version(),
                version.version().equals(template.defaultVersionNumber()),
                version.version().equals(template.latestVersionNumber()),
                version.description(),
                version.imageId(),
                version.instanceType(),
                version.keyName(),
                version.instanceProfile(),
                version.securityGroupIds(),
                version.securityGroupNames(),
                version.networkInterfaces(),
                version.metadataOptions(),
                version.blockDevices(),
                version.detailedMonitoring(),
                version.ebsOptimized(),
                version.userData(),
                version.createdBy(),
                version.createTime());
    }

    static LaunchTemplateVersion version(software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion version) {
        ResponseLaunchTemplateData data = version.launchTemplateData() == null
                ? ResponseLaunchTemplateData.builder().build()
                : version.launchTemplateData();
        List<LaunchNetworkInterface> interfaces =
                LaunchParts.interfaces(data.networkInterfaces().stream().map(LaunchTemplateVersions::eni));
        return new LaunchTemplateVersion(
                UnreadableItem.require("the version's number", version.versionNumber()),
                Canonical.isTrue(version.defaultVersion()),
                false,
                version.versionDescription(),
                data.imageId(),
                data.instanceTypeAsString(),
                data.keyName(),
                LaunchParts.part(
                        data.iamInstanceProfile(), profile -> LaunchParts.either(profile.arn(), profile.name())),
                LaunchParts.groups(data.securityGroupIds().stream(), interfaces),
                Canonical.strings(data.securityGroups().stream()),
                interfaces,
                metadataOptions(data.metadataOptions()),
                LaunchParts.devices(data.blockDeviceMappings().stream()
                        .filter(mapping -> mapping.noDevice() == null)
                        .map(LaunchTemplateVersions::device)),
                LaunchParts.part(data.monitoring(), LaunchTemplatesMonitoring::enabled),
                data.ebsOptimized(),
                UserDataVerdict.of(data.userData()),
                version.createdBy(),
                version.createTime());
    }

    private static LaunchNetworkInterface eni(LaunchTemplateInstanceNetworkInterfaceSpecification eni) {
        return new LaunchNetworkInterface(
                eni.deviceIndex(),
                eni.networkInterfaceId(),
                eni.associatePublicIpAddress(),
                eni.subnetId(),
                Canonical.strings(eni.groups().stream()));
    }

    private static @Nullable LaunchMetadataOptions metadataOptions(
            @Nullable LaunchTemplateInstanceMetadataOptions options) {
        return options == null
                ? null
                : new LaunchMetadataOptions(
                        options.httpEndpointAsString(),
                        options.httpTokensAsString(),
                        options.httpPutResponseHopLimit());
    }

    private static LaunchBlockDevice device(LaunchTemplateBlockDeviceMapping mapping) {
        LaunchTemplateEbsBlockDevice ebs =
                mapping.ebs() == null ? LaunchTemplateEbsBlockDevice.builder().build() : mapping.ebs();
        return new LaunchBlockDevice(
                mapping.deviceName(),
                ebs.encrypted(),
                ebs.kmsKeyId(),
                ebs.snapshotId(),
                ebs.volumeSize(),
                ebs.volumeTypeAsString(),
                ebs.deleteOnTermination());
    }
}
