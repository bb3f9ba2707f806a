# For the Azure CLI of Debian 12, which asks the SDK for a version that its package leaves out.
# Python looks here last: a module that is there is taken as it is.
import importlib
import importlib.util
import sys

NETWORK = 'azure.mgmt.network'
ASKED_FOR = '2022-01-01'
THERE = '2022-07-01'


def _module(version):
    return NETWORK + '.v' + version.replace('-', '_')


class _Alias:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != _module(ASKED_FOR):
            return None
        _serve_the_other_version(importlib.import_module(NETWORK).NetworkManagementClient)
        # The package has the operations of one version, beside its models.
        sys.modules[name + '.operations'] = importlib.import_module(NETWORK + '.operations')
        real = importlib.util.find_spec(_module(THERE))
        return importlib.util.spec_from_file_location(
            name, real.origin,
            submodule_search_locations=list(real.submodule_search_locations))


def _serve_the_other_version(client):
    chosen = client._get_api_version

    def version(self, operations):
        answer = chosen(self, operations)
        return THERE if answer == ASKED_FOR else answer

    client._get_api_version = version


sys.meta_path.append(_Alias)
