package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The user data of instances: a script for each, and in those of the oldest type a password. */
final class UserDataOfInstances {

    private static final String SCRIPT = "#!/bin/bash\nset -e\n/opt/start\n";
    private static final String WITH_PASSWORD = SCRIPT + "export DB_PASSWORD=hunter22x\n";

    private UserDataOfInstances() {}

    static DescribeInstanceAttributeResponse of(Instance instance) {
        boolean old = String.valueOf(instance.instanceTypeAsString()).startsWith("t2.");
        byte[] text = (old ? WITH_PASSWORD : SCRIPT).getBytes(StandardCharsets.UTF_8);
        return DescribeInstanceAttributeResponse.builder()
                .instanceId(instance.instanceId())
                .userData(data -> data.value(Base64.getEncoder().encodeToString(text)))
                .build();
    }
}
