package io.muster.endtoend;

import static io.muster.endtoend.Truth.arn;

import io.muster.aws.AwsEstate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What the tests call the resources, by ARN. */
record Names(Map<String, String> byArn) {

    static Names of(Mustered mustered) {
        Names names = new Names(new HashMap<>());
        names.addNetworks(mustered.estate(), mustered.truth());
        names.addStorage(mustered.estate().storage(), mustered.rules());
        names.addInstances(mustered.estate().compute(), mustered.rules(), mustered.truth());
        names.add("arn:aws:iam::" + Mustered.ACCOUNT + ":role/", "admin", "role admin");
        names.add("arn:aws:iam::" + Mustered.ACCOUNT + ":role/", "service/web", "role web");
        names.addGroups(mustered.estate().groups(), mustered.rules());
        names.addBareRegion(mustered.inBareRegion());
        return names;
    }

    private void addNetworks(AwsEstate estate, Truth truth) {
        String prod = estate.network().vpc();
        String byDefault = truth.defaultVpc();
        byArn.put(arn("vpc", prod), "vpc prod");
        byArn.put(arn("vpc", byDefault), "vpc default");
        byArn.put(arn("security-group", truth.defaultGroup(prod)), "group default of prod");
        byArn.put(arn("security-group", truth.defaultGroup(byDefault)), "group default");
        for (String region : new String[] {AwsEstate.REGION, Mustered.BARE_REGION}) {
            add("arn:aws:muster:" + region + ":" + Mustered.ACCOUNT + ":region-settings/", Mustered.ACCOUNT, region);
        }
    }

    private void addBareRegion(Truth truth) {
        String vpc = truth.defaultVpc();
        String region = "arn:aws:ec2:" + Mustered.BARE_REGION + ":" + Mustered.ACCOUNT + ":";
        add(region + "vpc/", vpc, "vpc default, bare region");
        add(region + "security-group/", truth.defaultGroup(vpc), "group default, bare region");
    }

    private void addGroups(AwsEstate.Groups groups, RuleEstate rules) {
        Map.of(
                        "bastion", groups.bastion(),
                        "web", groups.web(),
                        "ssh", rules.ssh(),
                        "wide", rules.wide(),
                        "lonely", rules.lonely(),
                        "shared", rules.shared(),
                        "tight", rules.tight())
                .forEach((name, id) -> byArn.put(arn("security-group", id), "group " + name));
    }

    private void addStorage(AwsEstate.Storage storage, RuleEstate rules) {
        byArn.put(arn("volume", storage.plainVolume()), "volume plain");
        byArn.put(arn("volume", storage.encryptedVolume()), "volume secret");
        byArn.put(arn("snapshot", storage.publicSnapshot()), "snapshot public");
        byArn.put(arn("snapshot", storage.sharedSnapshot()), "snapshot shared");
        byArn.put(arn("snapshot", storage.encryptedSnapshot()), "snapshot encrypted");
        byArn.put(arn("image", storage.image()), "image golden");
        byArn.put(arn("image", rules.publicImage()), "image published");
    }

    private void addInstances(AwsEstate.Compute compute, RuleEstate rules, Truth truth) {
        Map.of("web", compute.web(), "ended", compute.ended(), "lax", rules.lax(), "strict", rules.strict())
                .forEach((name, instance) -> addInstance(name, truth.instance(instance.instanceId())));
        for (String image : new String[] {compute.web().imageId(), rules.publicImage()}) {
            String name = byArn.get(arn("image", image));
            truth.image(image)
                    .blockDeviceMappings()
                    .forEach(device -> byArn.put(arn("snapshot", device.ebs().snapshotId()), "snapshot of " + name));
        }
    }

    private void addInstance(String name, Instance instance) {
        byArn.put(arn("instance", instance.instanceId()), "instance " + name);
        instance.blockDeviceMappings().stream()
                .filter(device -> device.deviceName().equals(instance.rootDeviceName()))
                .forEach(device -> byArn.put(arn("volume", device.ebs().volumeId()), "volume root of " + name));
    }

    private void add(String prefix, String id, String name) {
        byArn.put(prefix + id, name);
    }

    /** The ARN itself where a resource has no name, as one that no test knows of. */
    String of(String arn) {
        return byArn.getOrDefault(arn, arn);
    }
}
