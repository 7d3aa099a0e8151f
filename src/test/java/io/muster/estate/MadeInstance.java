package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import io.muster.inventory.kind.UserData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance that is as it should be, until told otherwise. */
public final class MadeInstance implements Estates.Made<Instance> {

    private String id;
    private final Map<String, String> tags = new HashMap<>();
    private final List<BlockDevice> blockDevices = new ArrayList<>();
    private InstanceState state = InstanceState.RUNNING;
    private ToggleState endpoint = ToggleState.ENABLED;
    private HttpTokens tokens = HttpTokens.REQUIRED;
    private Integer hopLimit = 1;
    private boolean pending;
    private boolean reported = true;
    private boolean detailedMonitoring = true;
    private String monitoringState = "enabled";
    private boolean operatorManaged;
    private String imageId;
    private String platform = "Linux/UNIX";
    private String publicIp;
    private String profile;
    private String profileId;
    private String type = "m7g.large";
    private String vpc = "vpc-1";
    private Instant launched = Estates.NOW;
    private ToggleState metadataTags = ToggleState.DISABLED;
    private String rootDeviceName = "/dev/xvda";
    private String rootDeviceType = "ebs";
    private String nestedVirtualization;
    private InstanceImage imageMetadata;
    private UserData userData;
    private String privateIp = "10.0.0.10";

    private MadeInstance(String id) {
        this.id = id;
    }

    public static MadeInstance instance(String id) {
        return new MadeInstance(id);
    }

    public MadeInstance id(String other) {
        id = other;
        return this;
    }

    public MadeInstance state(InstanceState entered) {
        state = entered;
        return this;
    }

    public MadeInstance imdsv1() {
        tokens = HttpTokens.OPTIONAL;
        return this;
    }

    public MadeInstance imdsOff() {
        endpoint = ToggleState.DISABLED;
        return this;
    }

    public MadeInstance imdsPending() {
        pending = true;
        return this;
    }

    public MadeInstance imdsUnreported() {
        reported = false;
        return this;
    }

    public MadeInstance hopLimit(Integer limit) {
        hopLimit = limit;
        return this;
    }

    public MadeInstance platform(String details) {
        platform = details;
        return this;
    }

    public MadeInstance image(String image) {
        imageId = image;
        return this;
    }

    public MadeInstance launched(Instant time) {
        launched = time;
        return this;
    }

    public MadeInstance publicIp(String address) {
        publicIp = address;
        return this;
    }

    /** Gives it the instance profile of that name, as it had that unique id. */
    public MadeInstance profile(String name, String uniqueId) {
        profileId = uniqueId;
        return profile(name);
    }

    /** Gives it the instance profile of that name. */
    public MadeInstance profile(String name) {
        profile = Estates.REGION.global().arn(ResourceKind.INSTANCE_PROFILE, name);
        return this;
    }

    public MadeInstance basicMonitoring() {
        return monitoring("disabled");
    }

    /** Detailed monitoring in another state than enabled; null where AWS tells none. */
    public MadeInstance monitoring(String state) {
        detailedMonitoring = false;
        monitoringState = state;
        return this;
    }

    public MadeInstance operatorManaged() {
        operatorManaged = true;
        return this;
    }

    public MadeInstance root(String deviceName, String deviceType) {
        rootDeviceName = deviceName;
        rootDeviceType = deviceType;
        return this;
    }

    public MadeInstance device(String name, String volumeId, boolean deleteOnTermination) {
        blockDevices.add(new BlockDevice(name, volumeId, deleteOnTermination));
        return this;
    }

    public MadeInstance type(String instanceType) {
        type = instanceType;
        return this;
    }

    public MadeInstance vpc(String id) {
        vpc = id;
        return this;
    }

    public MadeInstance launchedBefore(Duration age) {
        launched = Estates.NOW.minus(age);
        return this;
    }

    public MadeInstance metadataTags(ToggleState access) {
        metadataTags = access;
        return this;
    }

    public MadeInstance nestedVirtualization(String option) {
        nestedVirtualization = option;
        return this;
    }

    public MadeInstance imageMetadata(InstanceImage told) {
        imageMetadata = told;
        return this;
    }

    /** User data that seems to hold the kinds of secrets. */
    public MadeInstance secrets(String... kinds) {
        userData = new UserData("0", List.of(kinds), true);
        return this;
    }

    public MadeInstance privateIp(String address) {
        privateIp = address;
        return this;
    }

    public MadeInstance tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    @Override
    public Resource<Instance> resource() {
        MetadataOptions options = reported
                ? new MetadataOptions(endpoint, tokens, hopLimit, metadataTags, pending, true)
                : MetadataOptions.unreported();
        Instance attributes = new Instance(
                state,
                type,
                imageId,
                platform,
                launched,
                privateIp,
                publicIp,
                List.of(),
                "eu-central-1a",
                options,
                detailedMonitoring,
                true,
                null,
                vpc,
                "subnet-1",
                List.of(),
                List.of(),
                profile,
                rootDeviceName,
                rootDeviceType,
                List.copyOf(blockDevices),
                null,
                operatorManaged,
                monitoringState,
                null,
                null,
                null,
                nestedVirtualization,
                imageMetadata,
                userData,
                null,
                profileId);
        return Estates.resource(id, tags, attributes);
    }
}
