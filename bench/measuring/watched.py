"""Poort under chaos: with several members, and what it must not do written to its log."""

import os

from .chaos import IDS
from .machine import TARGET
from .proxies import Poort

ADDRESSES = {"a": "127.0.0.1", "b": "127.0.0.2", "c": "127.0.0.3"}
JVM = "-Xmx256m -Dio.netty.leakDetection.level={level} -Dio.netty.leakDetection.targetRecords=20"


class WatchedPoort(Poort):
    """Poort with several members, quick probes and leak detection, in a small heap."""

    level = "advanced"
    log_name = "soak-poort"

    def log(self):
        return TARGET / f"{self.log_name}.log"

    def environment(self):
        given = os.environ.get("JAVA_TOOL_OPTIONS", "")
        return {**os.environ,
                "JAVA_TOOL_OPTIONS": f"{given} {JVM.format(level=self.level)}".strip()}

    def gateway(self):
        gateway = super().gateway()
        properties = gateway["properties"]
        properties["backendAddressPools"][0]["properties"]["backendAddresses"] = [
            {"ipAddress": address} for address in ADDRESSES.values()]
        properties["backendHttpSettingsCollection"][0]["properties"].update(
            requestTimeout=60, probe={"id": f"{IDS}/probes/quick"})
        properties["probes"] = [{"name": "quick", "properties": {
            "protocol": "Http", "host": "127.0.0.1", "path": "/", "interval": 1, "timeout": 1,
            "unhealthyThreshold": 1}}]
        return gateway
